#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

#include <skillmatch/level_words.h>
#include <skillmatch/text.h>

namespace skillmatch {
namespace {

struct LevelWord {
  std::string_view word;
  double level;
};
constexpr std::array kLevelWords{
    LevelWord{"none", 0.0},       LevelWord{"no experience", 0.0},
    LevelWord{"없음", 0.0},       LevelWord{"미경험", 0.0},
    LevelWord{"beginner", 1.0},   LevelWord{"novice", 1.0},
    LevelWord{"entry", 1.0},      LevelWord{"초보", 1.0},
    LevelWord{"미숙", 1.0},       LevelWord{"입문", 1.0},
    LevelWord{"하", 1.0},         LevelWord{"basic", 1.5},
    LevelWord{"basics", 1.5},     LevelWord{"elementary", 1.5},
    LevelWord{"초급", 1.5},       LevelWord{"기초", 1.5},
    LevelWord{"familiar", 2.0},   LevelWord{"limited", 2.0},
    LevelWord{"중하", 2.0},       LevelWord{"intermediate", 3.0},
    LevelWord{"working", 3.0},    LevelWord{"competent", 3.0},
    LevelWord{"중", 3.0},         LevelWord{"중급", 3.0},
    LevelWord{"보통", 3.0},       LevelWord{"익숙", 3.0},
    LevelWord{"proficient", 4.0}, LevelWord{"skilled", 4.0},
    LevelWord{"strong", 4.0},     LevelWord{"advanced", 4.0},
    LevelWord{"fluent", 4.0},     LevelWord{"상", 4.0},
    LevelWord{"중상", 3.5},       LevelWord{"고급", 4.0},
    LevelWord{"상급", 4.0},       LevelWord{"능숙", 4.0},
    LevelWord{"능통", 4.0},       LevelWord{"숙련", 4.0},
    LevelWord{"expert", 5.0},     LevelWord{"master", 5.0},
    LevelWord{"native", 5.0},     LevelWord{"최상", 5.0},
    LevelWord{"전문", 5.0},       LevelWord{"전문가", 5.0},
    LevelWord{"마스터", 5.0},     LevelWord{"원어민", 5.0},
};

struct Experience {
  double years;
  double level;
};
constexpr std::array kExperience{Experience{0.0, 1.0}, Experience{1.0, 2.0}, Experience{3.0, 3.0},
                                 Experience{5.0, 4.0}, Experience{10.0, 5.0}};

}  // namespace

LevelWords::LevelWords() {
  for (const LevelWord& word : kLevelWords) set(word.word, word.level);
}

void LevelWords::set(std::string_view word, double level) {
  if (!is_level(level)) throw std::invalid_argument("a level is from 0 to 5");
  std::string key = name_key(word);
  if (key.empty()) throw std::invalid_argument("a word for a level is empty");
  words_.insert_or_assign(std::move(key), level);
}

std::optional<double> LevelWords::find(std::string_view word) const {
  const auto found = words_.find(name_key(word));
  return found == words_.end() ? std::nullopt : std::optional(found->second);
}

double level_of_years(double years) noexcept {
  const auto above = std::find_if(kExperience.begin(), kExperience.end(),
                                  [&](const Experience& e) { return years < e.years; });
  if (above == kExperience.end()) return kExperience.back().level;
  if (above == kExperience.begin()) return above->level;
  const Experience& below = *std::prev(above);
  return below.level +
         (above->level - below.level) * (years - below.years) / (above->years - below.years);
}

}  // namespace skillmatch
