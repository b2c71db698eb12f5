// What stands behind a noun in a Korean word.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace skillmatch {

// The Hangul letters that `text` begins with.
std::string_view hangul_run(std::string_view text) noexcept;

// Whether a noun that `run` stands behind is a whole noun: behind it are particles (를, 으로,
// 에서는), forms of 하다, 되다 and 이다, nouns that a skill forms compounds with (딥러닝모델,
// 파이썬개발자는), or, where begins_name(offset in run) holds, a name of its own.
bool is_whole_noun_before(std::string_view run,
                          const std::function<bool(std::size_t)>& begins_name = {});

// Whether `run` is made of particles alone: 까지, 에서는; also when it is empty.
bool is_particles(std::string_view run) noexcept;

// `text` without the particle it begins with, of those that nouns in a list are joined by (와, 및,
// 이나, 하고) or that mark what is spoken of; longest first.
std::string_view without_particle(std::string_view text) noexcept;

}  // namespace skillmatch
