#include "code_point.h"
#include "names_of.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <skillmatch/skill_search.h>
#include <skillmatch/text.h>

namespace skillmatch {
namespace {

struct Answer {
  FoundBy by;
  std::size_t distance;
  std::size_t length;  // of the key
  std::string_view name;

  bool is_better_than(const Answer& other) const noexcept {
    return std::tie(by, distance, length) < std::tie(other.by, other.distance, other.length);
  }
};

// What was typed, made ready once.
class Typed {
 public:
  explicit Typed(std::string_view text)
      : key_(name_key(text)),
        words_(words_of(text)),
        length_(character_count(key_)),
        limit_(length_ < kLeastToSlip || length_ > kMostToSlip ? 0 : length_ / 3) {}

  bool is_nothing() const noexcept { return key_.empty(); }

  std::optional<Answer> ask(std::string_view name) const {
    const std::string key = name_key(name);
    const std::size_t length = character_count(key);
    if (key == key_) return Answer{FoundBy::exact, 0, length, name};
    if (key.starts_with(key_)) return Answer{FoundBy::prefix, 0, length, name};
    if (has_words(key, name)) return Answer{FoundBy::words, 0, length, name};
    if (limit_ == 0) return std::nullopt;
    std::optional<std::size_t> distance = distance_to(key, length);
    if (words_.size() == 1) {
      for (const std::string& word : words_of(name)) {
        const auto to_word = distance_to(word, character_count(word));
        if (to_word && (!distance || *to_word < *distance)) distance = to_word;
      }
    }
    if (!distance) return std::nullopt;
    return Answer{FoundBy::near, *distance, length, name};
  }

 private:
  static constexpr std::size_t kLeastToSlip = 3;
  static constexpr std::size_t kMostToSlip = 100;

  std::optional<std::size_t> distance_to(std::string_view key, std::size_t length) const {
    if (length > length_ + limit_ || length + limit_ < length_) return std::nullopt;
    return edit_distance(key_, key, limit_);
  }

  bool has_words(std::string_view key, std::string_view name) const {
    if (words_.empty()) return false;
    // Cheap, and no for nearly all.
    const auto is_in_key = [&](const std::string& word) {
      return key.find(word) != std::string_view::npos;
    };
    if (!std::all_of(words_.begin(), words_.end(), is_in_key)) return false;
    const std::vector<std::string> its = words_of(name);
    return std::all_of(words_.begin(), words_.end(), [&](const std::string& word) {
      return !is_ascii(word) || std::any_of(its.begin(), its.end(), [&](const std::string& other) {
        return other.starts_with(word);
      });
    });
  }

  std::string key_;
  std::vector<std::string> words_;
  std::size_t length_;
  std::size_t limit_;
};

}  // namespace

std::vector<FoundSkill> search_skills(const Taxonomy& taxonomy, std::string_view typed,
                                      std::size_t most) {
  if (typed.size() > kMaxNameBytes || find_invalid_utf8(typed)) return {};
  const Typed query(typed);
  if (query.is_nothing()) return {};
  std::vector<std::pair<Answer, SkillId>> found;
  for (std::size_t s = 0; s < taxonomy.size(); ++s) {
    const auto id = static_cast<SkillId>(s);
    std::optional<Answer> best;
    for_each_name(taxonomy.skill(id), [&](std::string_view name) {
      const auto answer = query.ask(name);
      // People are shown a name; the id, which comes first, is one only where nothing else is.
      const bool is_name_for_id = best && answer && !best->is_better_than(*answer) &&
                                  best->name.data() == taxonomy.skill(id).id.data();
      if (answer && (!best || answer->is_better_than(*best) || is_name_for_id)) best = answer;
    });
    if (best) found.emplace_back(*best, id);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first.is_better_than(b.first); });
  std::vector<FoundSkill> result;
  for (const auto& [answer, id] : found) {
    if (result.size() == most) break;
    result.push_back({id, answer.by, answer.distance, std::string(answer.name)});
  }
  return result;
}

bool is_external_id(std::string_view alias) noexcept {
  if (alias.starts_with("http://") || alias.starts_with("https://") || alias.starts_with("urn:")) {
    return true;
  }
  // O*NET: a digit, a capital letter, then numbers and small letters, all between full stops.
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (alias.size() < 3 || !is_digit(alias[0]) || alias[1] != '.') return false;
  if (alias[2] < 'A' || alias[2] > 'Z') return false;
  for (std::size_t at = 3; at < alias.size();) {
    if (alias[at] != '.' || ++at == alias.size()) return false;
    if (alias[at] >= 'a' && alias[at] <= 'z') {
      ++at;
    } else if (is_digit(alias[at])) {
      while (at < alias.size() && is_digit(alias[at])) ++at;
    } else {
      return false;
    }
  }
  return true;
}

std::vector<SkillId> related_skills(const Taxonomy& taxonomy, SkillId skill, ConceptId shared) {
  std::vector<SkillId> related;
  for (std::size_t s = 0; s < taxonomy.size(); ++s) {
    const auto id = static_cast<SkillId>(s);
    if (id == skill) continue;
    const std::vector<ConceptId>& broader = taxonomy.skill(id).broader;
    if (std::find(broader.begin(), broader.end(), shared) != broader.end()) related.push_back(id);
  }
  return related;
}

}  // namespace skillmatch
