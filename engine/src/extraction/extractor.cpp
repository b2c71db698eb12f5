#include "characters.h"
#include "found_names.h"
#include "level_cues.h"
#include "name_context.h"
#include "ratings.h"
#include "sentences.h"
#include "stance.h"
#include "unknown_terms.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <stdexcept>
#include <utility>

#include <skillmatch/extraction.h>
#include <skillmatch/text.h>

namespace skillmatch {
namespace {

// to_nfc() of text of any length. Bringing n marks on one letter in order takes n² steps, so that
// what nobody writes, thousands of them, is cut in between.
std::string nfc_of(std::string_view text) {
  constexpr std::size_t kPiece = 4096;
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    std::size_t size = std::min(kPiece, text.size());
    // No letter is composed with a line feed or a space before it.
    if (size < text.size()) {
      const std::size_t space = text.find_last_of(" \n", size);
      if (space != std::string_view::npos && space > 0) size = space;
      while (is_inside_character(text[size])) --size;
    }
    result += to_nfc(text.substr(0, size));
    text.remove_prefix(size);
  }
  return result;
}

// What a sentence of a posting asks for, and what the head of a section says of the lines under it.
enum class Demand : std::uint8_t { unsaid, required, preferred, unneeded, offered };

Demand demand_of(std::string_view sentence) {
  const auto begins_with_any = [&](auto words) {
    const std::size_t begin = sentence.find_first_not_of(" \t\r\n-*[#<");
    if (begin == std::string_view::npos) return false;
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return sentence.substr(begin).starts_with(word);
    });
  };
  constexpr auto kUnneeded = std::to_array<std::string_view>(
      {"not needed", "not required", "no need for", "무관:", "불필요", "무관]"});
  constexpr auto kOffered = std::to_array<std::string_view>(
      {"we offer", "benefits", "perks", "our offer", "복지", "혜택", "복리후생", "what we offer"});
  constexpr auto kAsked = std::to_array<std::string_view>({"we ask", "you have", "자격"});
  if (begins_with_any(kUnneeded)) return Demand::unneeded;
  if (begins_with_any(kOffered)) return Demand::offered;
  if (begins_with_any(kAsked)) return Demand::required;
  constexpr auto kPreferred = std::to_array<std::string_view>(
      {"preferred", "nice to have", "nice-to-have", "a plus", "bonus", "desirable", "우대",
       "있으면 좋", "있다면 좋", "good to have"});
  constexpr auto kRequired = std::to_array<std::string_view>(
      {"required", "requirements", "must have", "minimum", "responsibilities", "필수", "자격요건",
       "자격 요건", "주요업무"});
  // One pass, at the beginnings of words: looking for each by itself took a tenth of the time of a
  // long text.
  constexpr auto kMayBegin = [&] {
    std::array<bool, 256> may{};
    for (const std::string_view word : kPreferred) may[static_cast<unsigned char>(word[0])] = true;
    for (const std::string_view word : kRequired) may[static_cast<unsigned char>(word[0])] = true;
    return may;
  }();
  Demand demand = Demand::unsaid;
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    if (!kMayBegin[static_cast<unsigned char>(sentence[at])]) continue;
    const bool begins_word = at == 0 || !is_word(static_cast<unsigned char>(sentence[at - 1])) ||
                             static_cast<unsigned char>(sentence[at]) >= 0xE0;
    if (!begins_word) continue;
    const auto begins = [&](std::string_view word) {
      return word[0] == sentence[at] && sentence.substr(at, word.size()) == word;
    };
    if (std::any_of(kPreferred.begin(), kPreferred.end(), begins)) return Demand::preferred;
    if (std::any_of(kRequired.begin(), kRequired.end(), begins)) demand = Demand::required;
  }
  return demand;
}

// Names [begin, end) that the text joins to one list.
struct List {
  std::size_t begin;
  std::size_t end;
};

std::vector<List> lists_of(std::string_view text, std::span<const FoundName> names) {
  std::vector<List> lists;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_joined =
        i > 0 && is_list_gap(text.substr(names[i - 1].end, names[i].begin - names[i - 1].end));
    if (is_joined) {
      lists.back().end = i + 1;
    } else {
      lists.push_back({i, i + 1});
    }
  }
  return lists;
}

// As far as words beside a name may tell something of it.
constexpr std::size_t kNearBytes = 240;
std::string_view first_of(std::string_view text) noexcept {
  std::size_t end = std::min(kNearBytes, text.size());
  while (end < text.size() && is_inside_character(text[end])) --end;
  return text.substr(0, end);
}
std::string_view last_of(std::string_view text) noexcept {
  std::size_t begin = text.size() - std::min(kNearBytes, text.size());
  while (begin < text.size() && is_inside_character(text[begin])) ++begin;
  return text.substr(begin);
}

// Without a bracket or what stands behind a colon at the beginning.
std::string_view without_own_words(std::string_view behind) noexcept {
  const std::size_t first = std::min(behind.find_first_not_of(' '), behind.size());
  std::size_t end = 0;
  if (behind.substr(first).starts_with('(')) end = behind.find(')', first);
  if (behind.substr(first).starts_with(':')) end = behind.find_first_of(",;|\n", first);
  return behind.substr(std::min(end, behind.size()));
}

// What stands between two names, without what is said of the first: in a bracket, be it behind that
// name or around it, or behind its colon. "Python (no experience), SQL"
std::string_view without_words_of_last(std::string_view between) noexcept {
  const std::size_t open = between.find('(');
  const std::size_t close = between.find(')');
  if (close < open) return between.substr(close);
  const std::string_view rest = without_own_words(between);
  return rest.empty() ? between : rest;
}

// Where the bracket closes that stands directly behind a name, and the one behind another name that
// it stands in; 0 where there is none.
struct Bracket {
  std::size_t behind = 0;
  std::size_t around = 0;
};

std::vector<Bracket> brackets_of(std::string_view text, std::span<const FoundName> names) {
  std::vector<Bracket> brackets(names.size());
  std::size_t last = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::size_t end = names[i].end;
    if (end < last) brackets[i].around = last;
    const std::string_view near = first_of(text.substr(end));
    const std::size_t open = near.find_first_not_of(' ');
    if (open == std::string_view::npos || near[open] != '(') continue;
    const std::size_t close = near.find(')', open);
    if (close == std::string_view::npos) continue;
    brackets[i].behind = last = end + close + 1;
  }
  return brackets;
}

// "A보다는 B가 전문": all else is said of B.
bool is_compared(std::string_view behind) noexcept {
  return behind.starts_with("보다") || behind.starts_with("보단");
}

// A name of a sentence: what its list and the words around it say.
void read_sentence(std::string_view text, std::size_t begin, std::size_t end,
                   std::span<const FoundName> names, Demand section, const LevelWords& words,
                   std::vector<Mention>& mentions) {
  const std::string sentence = lower_ascii(text.substr(begin, end - begin));
  const Demand here = demand_of(sentence);
  const Demand demand = here == Demand::unsaid ? section : here;
  const auto part = [&](std::size_t from, std::size_t to) {
    return std::string_view(sentence).substr(from - begin, to - from);
  };
  // What stands behind a bracket up to the next name is said of the name that it belongs to:
  // "AWS(EC2, EKS) 4년".
  const auto beyond = [&](std::size_t name, std::size_t close) {
    std::size_t next = name + 1;
    while (next < names.size() && names[next].begin < close) ++next;
    return first_clause(first_of(part(close, next < names.size() ? names[next].begin : end)));
  };
  const std::vector<Bracket> brackets = brackets_of(text.substr(0, end), names);
  const bool marks = has_marks(sentence);
  const bool lead = marks_lead(sentence);
  const auto lists = lists_of(text, names);
  for (std::size_t l = 0; l < lists.size(); ++l) {
    const auto list = names.subspan(lists[l].begin, lists[l].end - lists[l].begin);
    const std::size_t from = l == 0 ? begin : names[lists[l].begin - 1].end;
    const std::size_t to = l + 1 == lists.size() ? end : names[lists[l].end].begin;
    const std::string_view between = part(from, list.front().begin);
    const std::string_view before = last_of(l == 0 ? between : without_words_of_last(between));
    // What touches one name of a list is said of that name: "AWS, Docker (basic)".
    std::string_view behind = first_of(part(list.back().end, to));
    if (list.size() > 1) behind = without_own_words(behind);
    if (is_compared(behind)) behind = {};
    const std::size_t last = lists[l].end - 1;
    // "Docker (never used Kubernetes)": what stands in its bracket is of the names there.
    if (brackets[last].behind > to) behind = {};
    const std::string_view ahead = last_clause(before);
    const std::string_view after = first_clause(behind);
    Stance stance = stance_of(ahead, after, last_of(part(begin, list.front().begin)));
    const std::size_t close = std::max(brackets[last].behind, brackets[last].around);
    if (stance == Stance::has && close > 0) stance = stance_of({}, beyond(last, close), {});
    if (demand == Demand::unneeded) stance = Stance::lacks;
    if (demand == Demand::offered) stance = Stance::neither;
    const auto of_list = level_around(ahead, after, words);
    bool is_marked_off = false;  // "🚫 Docker, SQL": up to the next mark
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::size_t next = i + 1 == list.size() ? to : list[i + 1].begin;
      const std::string_view touching = part(list[i].end, next);
      auto level = rating_behind(touching, marks);
      if (lead && level == 0.0) level.reset();  // that mark is the next name's
      if (lead) {
        const auto denies =
            denying_mark_at_end(i == 0 ? between : part(list[i - 1].end, list[i].begin));
        is_marked_off = denies.value_or(is_marked_off);
        if (is_marked_off) level = 0.0;
      }
      if (!level) level = level_directly_behind(touching, words);
      // "Java: 3 years", a line or sentence that begins so: no island.
      const bool is_rated = level && i == 0 && is_bullet(before.substr(before.rfind('\n') + 1));
      const Bracket& bracket = brackets[lists[l].begin + i];
      if (!level && bracket.behind > 0) {
        level = level_around({}, beyond(lists[l].begin + i, bracket.behind), words);
      }
      if (!level) {
        level = bracket.around > 0
                    ? level_around(ahead, after.substr(0, find_sign<')'>(after)), words)
                    : of_list;
      }
      // Nothing is held at level 0 and nothing denied at another.
      Stance own = stance;
      if (own == Stance::has && level == 0.0) own = Stance::lacks;
      if (own != Stance::has) level.reset();
      // "never used Kafka": who denies it means the skill.
      const bool is_told =
          is_rated || (own == Stance::lacks && list[i].confidence == kHintedConfidence);
      mentions.push_back(
          {list[i].name->skill, list[i].begin, list[i].end, own, level, demand == Demand::preferred,
           is_told ? std::max(kInContextConfidence, list[i].confidence) : list[i].confidence});
    }
  }
}

std::vector<ExtractedSkill> skills_of(const std::vector<Mention>& mentions,
                                      const ExtractOptions& options) {
  std::vector<ExtractedSkill> skills;
  std::map<SkillId, std::size_t> places;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& mention = mentions[i];
    if (mention.confidence < options.least_confidence || mention.stance == Stance::neither)
      continue;
    const auto [at, is_new] = places.try_emplace(mention.skill, skills.size());
    if (is_new) skills.push_back({mention.skill, mention.stance, 0.0, false, true, 0.0, {}});
    ExtractedSkill& skill = skills[at->second];
    // What one line has and another lacks is held.
    if (mention.stance == Stance::has && skill.stance == Stance::lacks) {
      skill = {mention.skill, Stance::has, 0.0, false, true, 0.0, {}};
    }
    if (mention.stance != skill.stance) continue;
    skill.mentions.push_back(i);
    skill.confidence = std::max(skill.confidence, mention.confidence);
    skill.is_preferred &= mention.is_preferred;
    skill.is_stated |= mention.level.has_value();
    skill.level = std::max(skill.level, mention.level.value_or(0.0));
  }
  for (ExtractedSkill& skill : skills) {
    if (skill.stance == Stance::has && !skill.is_stated) skill.level = options.default_level;
  }
  return skills;
}

}  // namespace

struct Extractor::State {
  NameFinder names;
  ExtractOptions options;
};

Extractor::Extractor(const Taxonomy& taxonomy, ExtractOptions options) {
  if (!is_required_level(options.default_level) || !is_fraction(options.least_confidence) ||
      !is_importance(options.preferred)) {
    throw std::invalid_argument("an option of extraction is out of range");
  }
  state_.reset(new State{NameFinder(taxonomy), std::move(options)});
}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

Extraction Extractor::extract(std::string_view text) const {
  if (text.size() > kMaxTextBytes) throw std::invalid_argument("a text is longer than 64 MiB");
  Extraction result;
  if (find_invalid_utf8(text)) throw std::invalid_argument("a text is not UTF-8");
  result.text = nfc_of(text);
  const std::vector<FoundName> names = state_->names.find(result.text);
  std::size_t begin = 0;
  std::size_t first = 0;
  std::size_t last = 0;
  Demand section = Demand::unsaid;
  for (const std::size_t end : sentence_ends(result.text)) {
    while (last < names.size() && names[last].begin < end) ++last;
    // A name that is wrapped holds its sentences together.
    if (last > first && names[last - 1].end > end) continue;
    if (first == last) {
      // A line without a skill may be the head of those that follow.
      constexpr std::size_t kLongestHead = 120;
      if (end - begin <= kLongestHead) {
        const Demand head =
            demand_of(lower_ascii(std::string_view(result.text).substr(begin, end - begin)));
        if (head != Demand::unsaid) section = head;
      }
    } else {
      read_sentence(result.text, begin, end, std::span(names).subspan(first, last - first), section,
                    state_->options.level_words, result.mentions);
    }
    begin = end;
    first = last;
  }
  result.skills = skills_of(result.mentions, state_->options);
  result.unknown = unknown_terms(result.text, names);
  return result;
}

std::vector<HeldSkill> Extractor::held(const Extraction& extraction) const {
  std::vector<HeldSkill> held;
  for (const ExtractedSkill& skill : extraction.skills) held.push_back({skill.skill, skill.level});
  return held;
}

std::vector<Requirement> Extractor::required(const Extraction& extraction) const {
  std::vector<Requirement> required;
  for (const ExtractedSkill& skill : extraction.skills) {
    if (skill.stance == Stance::lacks) continue;
    required.push_back(
        {skill.skill, skill.level, skill.is_preferred ? state_->options.preferred : 1.0});
  }
  return required;
}

TextPlace TextPlaces::of(std::size_t at) {
  if (at < at_) *this = TextPlaces(text_);
  while (at_ < at) {
    if (text_[at_] == '\n') {
      place_ = {place_.line + 1, 1};
      ++at_;
    } else {
      ++place_.column;
      at_ += decode(text_.substr(at_)).bytes;
    }
  }
  return place_;
}

TextPlace place_of(std::string_view text, std::size_t at) { return TextPlaces(text).of(at); }

std::string quote_of(std::string_view text, const Mention& mention, std::size_t columns) {
  std::size_t begin = mention.begin;
  std::size_t end = mention.end;
  std::size_t width = display_width(text.substr(begin, end - begin));
  const std::size_t most_bytes = end - begin + 8 * columns;  // marks take no column
  const auto goes_on = [](utf8proc_int32_t c) { return c != 0 && c != '\n' && c != '\r'; };
  while (width < columns && end - begin < most_bytes) {
    const bool can_go_back = goes_on(char_before(text, begin));
    const bool can_go_on = goes_on(char_at(text, end));
    if (!can_go_back && !can_go_on) break;
    if (can_go_back) {
      const std::size_t was = begin;
      begin = previous(text, begin);
      width += display_width(text.substr(begin, was - begin));
    }
    if (can_go_on) {
      const std::size_t bytes = decode(text.substr(end)).bytes;
      width += display_width(text.substr(end, bytes));
      end += bytes;
    }
  }
  const bool is_cut_before = goes_on(char_before(text, begin));
  const bool is_cut_behind = goes_on(char_at(text, end));
  while (text[begin] == ' ') ++begin;
  while (text[end - 1] == ' ') --end;
  std::string quote(text.substr(begin, end - begin));
  std::replace(quote.begin(), quote.end(), '\n', ' ');
  std::replace(quote.begin(), quote.end(), '\r', ' ');
  return (is_cut_before ? "…" : "") + quote + (is_cut_behind ? "…" : "");
}

}  // namespace skillmatch
