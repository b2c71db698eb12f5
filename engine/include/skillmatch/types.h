// Floor 0: ids, levels and the small enumerations that every part shares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace skillmatch {

// Positions in a taxonomy or a catalog. Distinct types, so that a skill never indexes companies.
enum class SkillId : std::int32_t {};
enum class ConceptId : std::int32_t {};
enum class AttributeId : std::int32_t {};
enum class FieldId : std::int32_t {};
enum class CompanyId : std::int32_t {};

template <typename Id>
constexpr std::size_t index(Id id) noexcept {
  return static_cast<std::size_t>(id);
}

// A position as an id; nothing stays nothing.
template <typename Id>
constexpr std::optional<Id> as_id(std::optional<std::size_t> position) noexcept {
  return position ? std::optional<Id>(static_cast<Id>(*position)) : std::nullopt;
}

// How well a skill is held, or how well it must be. 0 is "known to be none"; what is unknown is
// absent. Fractions are allowed.
inline constexpr double kMaxLevel = 5.0;

// The ranges of MODEL.md, in one place. Each is false for NaN and infinities.
constexpr bool is_level(double x) noexcept { return x >= 0.0 && x <= kMaxLevel; }
constexpr bool is_required_level(double x) noexcept { return x > 0.0 && x <= kMaxLevel; }
constexpr bool is_importance(double x) noexcept { return x > 0.0 && x <= 1.0; }
constexpr bool is_fraction(double x) noexcept { return x >= 0.0 && x <= 1.0; }
// A weight or a breadth floor: at least 0 and finite.
constexpr bool is_weight(double x) noexcept {
  return x >= 0.0 && x <= std::numeric_limits<double>::max();
}

// A must requirement against one profile. The order is from best to worst.
enum class Gate : std::uint8_t {
  pass,     // held at the required level, or no must at all
  unknown,  // the profile says nothing of the skill
  fail,     // held below the required level
};

constexpr Gate gate_of(std::optional<double> have, double need) noexcept {
  if (!have) return Gate::unknown;
  return *have >= need ? Gate::pass : Gate::fail;
}

constexpr Gate worse(Gate a, Gate b) noexcept { return a < b ? b : a; }

enum class Language : std::uint8_t { en, ko };

// A name in English, Korean or both; at least one is not empty.
struct Name {
  std::string en;
  std::string ko;

  // The name in `language`, or in the other one where that is missing.
  const std::string& in(Language language) const& noexcept {
    const std::string& wanted = language == Language::ko ? ko : en;
    return !wanted.empty() ? wanted : (language == Language::ko ? en : ko);
  }
  std::string in(Language language) && { return std::as_const(*this).in(language); }
};

}  // namespace skillmatch
