// Floor 1: levels as people write them: 상, 중급, proficient, "3 years".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <skillmatch/taxonomy.h>

namespace skillmatch {

// A level for each word, from 0 to 5. The words it begins with, in both languages, are those of
// engine/extraction.md, this project's own choice: nobody has measured what 능숙 means.
class LevelWords {
 public:
  LevelWords();

  // Gives `word` that level, whatever it had. Throws std::invalid_argument for a word without a
  // name_key and for what is no level.
  void set(std::string_view word, double level);

  // The level of `word`, compared by name_key; nothing for a word it does not know.
  std::optional<double> find(std::string_view word) const;

  // Every word and its level, by name_key, in no order.
  const std::unordered_map<std::string, double, StringHash, std::equal_to<>>& words() const {
    return words_;
  }

 private:
  std::unordered_map<std::string, double, StringHash, std::equal_to<>> words_;
};

// The level that so many years with a skill stand for: straight lines between 0 years 1, 1 year 2,
// 3 years 3, 5 years 4 and 10 years 5, where it stays. `years` is at least 0.
double level_of_years(double years) noexcept;

}  // namespace skillmatch
