// The skills and attributes that the names in a stream mean: by their bytes first, by
// Taxonomy::find once for every other spelling.
#pragma once

#include "spellings.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <skillmatch/io/read.h>
#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

class NameLookup {
 public:
  enum class Kind { skill, attribute };
  enum class Text { plain, json };  // json: as between a JSON string's quotes, with its escapes

  // Under Unknown::warn unknown names have numbers too, from count() on, each its own.
  NameLookup(Kind kind, Text text, const Taxonomy& taxonomy, ReadOptions::Unknown unknown);

  // Knows the number of what a name (UTF-8) means, if it knows the spelling.
  const Spellings& spellings() const noexcept { return spellings_; }
  // The number of a spelling that spellings() does not know, or Spellings::kNone.
  std::uint32_t learn(std::string_view name);

  std::uint32_t count() const noexcept { return count_; }

 private:
  std::optional<std::size_t> look_up(std::string_view name) const;

  Kind kind_;
  Text text_;
  const Taxonomy& taxonomy_;
  ReadOptions::Unknown unknown_;
  std::uint32_t count_;
  Spellings spellings_;
  std::size_t most_spellings_;
  std::size_t most_bytes_;
  std::unordered_map<std::string, std::uint32_t> unknown_names_;
};

}  // namespace skillmatch::io
