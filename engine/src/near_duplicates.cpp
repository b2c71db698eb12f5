#include "code_point.h"
#include "edit_join.h"
#include "names_of.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <skillmatch/near_duplicates.h>
#include <skillmatch/skill_search.h>
#include <skillmatch/text.h>

namespace skillmatch {
namespace {

constexpr std::size_t kMostCharacters = 100;
constexpr double kNumeronym = 0.9;
constexpr double kSameWords = 0.9;
constexpr double kOtherOrder = 0.7;  // speech to text, text to speech
constexpr double kOneWord = 0.7;
constexpr double kLeastSpelling = 0.4;

// Words that tell one thing from another hardly ever, in the company of one that does.
constexpr std::array<std::string_view, 20> kSayLittle{
    "js",         "framework", "library",    "language",   "programming", "software", "tool",
    "tools",      "apache",    "google",     "microsoft",  "amazon",      "the",      "프레임워크",
    "라이브러리", "언어",      "프로그래밍", "소프트웨어", "도구",        "아파치"};

bool says_little(const std::string& word) {
  return std::find(kSayLittle.begin(), kSayLittle.end(), word) != kSayLittle.end();
}

struct Named {
  SkillId skill;
  std::string name;
  std::string key;
  std::size_t length;  // code points of the key
};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_letter(char c) noexcept { return c >= 'a' && c <= 'z'; }

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

std::vector<std::string> singulars(std::vector<std::string> words) {
  for (std::string& word : words) word = singular(word);
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + ' ';
  return text;
}

// The names of all skills, in the order of the taxonomy, each key once.
std::vector<Named> names_of(const Taxonomy& taxonomy) {
  std::vector<Named> names;
  for (std::size_t s = 0; s < taxonomy.size(); ++s) {
    const auto id = static_cast<SkillId>(s);
    const std::size_t begin = names.size();
    const Skill& skill = taxonomy.skill(id);
    for_each_name(skill, [&](std::string_view name) {
      if (is_external_id(name)) return;
      std::string key = name_key(name);
      const std::size_t length = character_count(key);
      if (length == 0 || length > kMostCharacters) return;
      const auto same =
          std::find_if(names.begin() + static_cast<std::ptrdiff_t>(begin), names.end(),
                       [&](const Named& known) { return known.key == key; });
      if (same == names.end()) {
        names.push_back({id, std::string(name), std::move(key), length});
      } else if (same->name == skill.id) {
        same->name = name;  // people are shown names rather than ids
      }
    });
  }
  return names;
}

class Finding {
 public:
  explicit Finding(const Taxonomy& taxonomy) : names_(names_of(taxonomy)) {}

  std::vector<NearDuplicate> find() {
    numeronyms();
    words();
    spelling(1, 2, 5, 12);
    spelling(2, 3, 12, kMostCharacters);
    initials();
    std::vector<NearDuplicate> list;
    for (auto& [skills, found] : found_) list.push_back(std::move(found));
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
    return list;
  }

 private:
  void add(std::size_t a, std::size_t b, DuplicateReason reason, double confidence) {
    if (names_[a].skill == names_[b].skill) return;
    if (names_[b].skill < names_[a].skill) std::swap(a, b);
    const NearDuplicate found{names_[a].skill, names_[b].skill, names_[a].name,
                              names_[b].name,  reason,          confidence};
    const auto [at, is_new] = found_.try_emplace({found.first, found.second}, found);
    if (!is_new && at->second.confidence < confidence) at->second = found;
  }

  void numeronyms() {
    std::map<std::tuple<char, std::size_t, char>, std::vector<std::size_t>> by_ends;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::string& key = names_[i].key;
      if (names_[i].length < 4 || !is_letter(key.front()) || !is_letter(key.back())) continue;
      by_ends[{key.front(), names_[i].length, key.back()}].push_back(i);
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::string& key = names_[i].key;
      if (key.size() < 3 || key.size() > 4 || !is_letter(key.front()) || !is_letter(key.back())) {
        continue;
      }
      std::size_t between = 0;
      const bool is_numeronym = std::all_of(key.begin() + 1, key.end() - 1, [&](char c) {
        between = 10 * between + static_cast<std::size_t>(c - '0');
        return is_digit(c);
      });
      if (!is_numeronym || between < 2) continue;
      const auto whole = by_ends.find({key.front(), between + 2, key.back()});
      if (whole == by_ends.end()) continue;
      for (const std::size_t other : whole->second) {
        if (digits_of(names_[other].key).empty()) {
          add(i, other, DuplicateReason::numeronym, kNumeronym);
        }
      }
    }
  }

  void words() {
    std::unordered_map<std::string, std::vector<std::size_t>> by_words;
    std::vector<std::vector<std::string>> words;
    std::vector<std::string> in_order;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      words.push_back(singulars(words_of(names_[i].name)));
      in_order.push_back(joined(words.back()));
      std::sort(words.back().begin(), words.back().end());
      if (!words.back().empty()) by_words[joined(words.back())].push_back(i);
    }
    const auto add_all = [&](std::size_t i, const std::vector<std::string>& like,
                             DuplicateReason reason, double confidence) {
      const auto same = by_words.find(joined(like));
      if (same == by_words.end()) return;
      for (const std::size_t other : same->second) {
        const bool is_reordered =
            reason == DuplicateReason::same_words && in_order[i] != in_order[other];
        add(i, other, reason, is_reordered ? kOtherOrder : confidence);
      }
    };
    for (std::size_t i = 0; i < names_.size(); ++i) {
      add_all(i, words[i], DuplicateReason::same_words, kSameWords);
      auto outside = singulars(words_outside_parentheses(names_[i].name));
      std::sort(outside.begin(), outside.end());
      if (!outside.empty() && outside != words[i]) {
        add_all(i, outside, DuplicateReason::one_word, kOneWord);
      }
      if (words[i].size() < 2) continue;
      for (std::size_t w = 0; w < words[i].size(); ++w) {
        if (!says_little(words[i][w])) continue;
        std::vector<std::string> rest = words[i];
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(w));
        const bool tells = std::any_of(rest.begin(), rest.end(), [](const std::string& word) {
          return !says_little(word) && character_count(word) >= 2;
        });
        if (tells) add_all(i, rest, DuplicateReason::one_word, kOneWord);
      }
    }
  }

  // Between keys of `least` to `most` code points.
  void spelling(std::size_t edits, std::size_t q, std::size_t least, std::size_t most) {
    std::vector<std::string> keys;
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i].length < least || names_[i].length > most) continue;
      keys.push_back(names_[i].key);
      numbers.push_back(i);
    }
    for (const NearPair& pair : near_pairs(keys, edits, q)) {
      const Named& a = names_[numbers[pair.a]];
      const Named& b = names_[numbers[pair.b]];
      if (a.skill == b.skill || digits_of(a.key) != digits_of(b.key)) continue;
      const auto length = static_cast<double>(std::min(a.length, b.length));
      const double confidence = 1.0 - 3.0 * static_cast<double>(pair.distance) / length;
      add(numbers[pair.a], numbers[pair.b], DuplicateReason::spelling,
          std::max(kLeastSpelling, confidence));
    }
  }

  void initials() {
    constexpr std::size_t kMostInitials = 6;
    constexpr std::array<double, kMostInitials + 1> kConfidence{0, 0, 0.3, 0.6, 0.8, 0.8, 0.8};
    std::unordered_map<std::string, std::vector<std::size_t>> by_initials;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      std::string letters;
      for (const std::string& word : words_of(names_[i].name)) letters += word[0];
      if (letters.size() < 2 || letters.size() > kMostInitials) continue;
      if (!std::all_of(letters.begin(), letters.end(), is_letter)) continue;
      by_initials[letters].push_back(i);
    }
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const auto whole = by_initials.find(names_[i].key);
      if (whole == by_initials.end()) continue;
      if (words_of(names_[i].name).size() != 1) continue;
      for (const std::size_t other : whole->second) {
        add(i, other, DuplicateReason::initials, kConfidence[names_[i].key.size()]);
      }
    }
  }

  std::vector<Named> names_;
  std::map<std::pair<SkillId, SkillId>, NearDuplicate> found_;
};

}  // namespace

std::vector<NearDuplicate> near_duplicates(const Taxonomy& taxonomy) {
  return Finding(taxonomy).find();
}

}  // namespace skillmatch
