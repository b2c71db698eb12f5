#include "name_context.h"

#include "characters.h"
#include "korean_endings.h"
#include "sentences.h"
#include "word_lists.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

constexpr double kPlain = 1.0;
constexpr double kOtherwiseWritten = 0.95;
constexpr double kInContext = kInContextConfidence;
constexpr double kWeak = 0.6;
constexpr double kHinted = kHintedConfidence;
constexpr double kDoubtful = 0.2;

// As far as words beside a name are looked at: a line may be all of a text.
constexpr std::size_t kNearBytes = 240;
constexpr std::size_t kWordBytes = 64;

// The word that begins behind white space and quotes at `at`, in small letters, and where it ends.
struct NextWord {
  std::string word;
  std::size_t end;
};
NextWord next_word(std::string_view text, std::size_t at) {
  const std::size_t most = at + kWordBytes;
  while (at < most &&
         (char_at(text, at) == ' ' || char_at(text, at) == '"' || char_at(text, at) == ')')) {
    ++at;
  }
  std::size_t end = at;
  while (end < most && (is_word(char_at(text, end)) || is_hangul(char_at(text, end)))) {
    end += decode(text.substr(end)).bytes;
  }
  return {lower_ascii(text.substr(at, end - at)), end};
}
std::string word_behind(std::string_view text, std::size_t at) { return next_word(text, at).word; }

// `text` up to `at`, from not far before on a character's beginning.
std::string_view near_before(std::string_view text, std::size_t at) {
  std::size_t begin = at - std::min(at, kNearBytes);
  while (begin < at && is_inside_character(text[begin])) ++begin;
  return text.substr(begin, at - begin);
}

std::string_view before_spaces(std::string_view text, std::size_t at) {
  std::string_view before = near_before(text, at);
  while (before.ends_with(' ') || before.ends_with('\n') || before.ends_with('"') ||
         before.ends_with('(')) {
    before.remove_suffix(1);
  }
  return before;
}

std::string word_ahead(std::string_view text, std::size_t at) {
  const std::string_view before = before_spaces(text, at);
  std::size_t begin = before.size();
  while (begin > 0 && before.size() - begin < kWordBytes) {
    const utf8proc_int32_t c = char_before(before, begin);
    if (!is_word(c) && !is_hangul(c)) break;
    begin = previous(before, begin);
  }
  return lower_ascii(before.substr(begin));
}

bool begins_sentence(std::string_view text, std::size_t at) {
  const std::string_view line = near_before(text, at);
  std::string_view before = before_spaces(text, at);
  if (line.find_last_of('\n') != std::string_view::npos &&
      line.substr(line.find_last_of('\n')).find_first_not_of("\n \t-*") == std::string_view::npos) {
    return true;
  }
  return before.empty() || before.ends_with('.') || before.ends_with('!') || before.ends_with('?');
}

constexpr auto kAhead = std::to_array<std::string_view>(
    {"in",      "using",  "with",  "via",   "know",    "knows",       "language",  "languages",
     "learned", "use",    "used",  "wrote", "written", "programming", "framework", "frameworks",
     "tools",   "skills", "skill", "stack", "apache",  "modern",      "advanced",  "of",
     "or",      "and",    "언어",  "스킬",  "기술",    "프레임워크",  "도구",      "아파치",
     "주로",    "특히",   "on",    "from",  "more",    "some",        "mostly",    "mainly"});
constexpr auto kStronglyAhead = std::to_array<std::string_view>(
    {"use", "uses", "used", "using", "write", "writes", "writing", "wrote", "coding", "programming",
     "language", "fluent", "fluency", "spoken", "speak", "native", "business", "conversational"});
constexpr auto kBehind = std::to_array<std::string_view>(
    {"language",   "lang",        "programming", "programmer", "programmers", "developer",
     "developers", "development", "framework",   "library",    "script",      "scripts",
     "backend",    "boot",        "mvc",         "streaming",  "sql",         "microservices",
     "언어",       "프레임워크",  "부트",        "프로그래밍", "클러스터"});
// Only behind a name that is written as one.
constexpr auto kBehindWritten = std::to_array<std::string_view>(
    {"preferred", "required", "expected", "experience", "knowledge", "skills", "proficiency",
     "engineer", "engineers", "code", "services", "service", "cloud", "jobs", "charts", "models",
     "model", "packages", "apps"});
// Behind a name and its particle.
constexpr auto kKoreanBehind = std::to_array<std::string_view>(
    {"이용", "구축", "파이프라인", "언어", "프로그래밍", "개발", "프레임워크", "부트", "코드",
     "사용", "활용", "경험",       "기반", "엔지니어",   "능숙", "가능",       "작성", "구현",
     "다루", "다룰", "써",         "쓰",   "실무",       "배포", "학습",       "모델", "클러스터",
     "씀",   "쓴",   "못하",       "못합", "못해",       "못함"});

// Behind "R. " or "Dr. ": a person's name.
bool is_surname(std::string_view text, const FoundName& found) {
  const std::string_view before = text.substr(0, found.begin);
  if (!is_upper(char_at(text, found.begin)) || !before.ends_with(". ")) return false;
  const std::string title = word_ahead(before, before.size() - 2);
  const std::size_t place = before.size() - 2;
  return title == "dr" || title == "mr" || title == "ms" || title == "mrs" || title == "prof" ||
         (title.size() == 1 && is_upper(char_before(text, place)) &&
          !is_one_of(word_ahead(text, place - 1), kAhead));
}

// "Hugging Face's office", "controller at GitHub": a company.
bool is_owner(std::string_view text, const FoundName& found) {
  const bool is_possessive =
      text.substr(found.end).starts_with("'s ") || text.substr(found.end).starts_with("’s ");
  return is_upper(char_at(text, found.begin)) &&
         (is_possessive || text.substr(0, found.begin).ends_with(" at "));
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c); });
}

// "series C", "vitamin C"
bool is_ranked(std::string_view word) {
  constexpr auto kRanked = std::to_array<std::string_view>(
      {"series", "vitamin", "class", "grade", "type", "plan", "level", "hepatitis", "section",
       "group", "team", "building", "비타민", "시리즈", "등급", "코스", "동"});
  return is_one_of(word, kRanked);
}

// "- Spark", "1. Java, Kafka", "| Kafka | 3 |": nothing but names, a cell of a table.
bool is_alone_on_line(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::string_view kAround = " \t\r-*.,";
  std::string_view before = near_before(text, begin);
  const std::size_t line = before.rfind('\n');
  if (line == std::string_view::npos && before.size() < begin) return false;
  before.remove_prefix(line + 1);
  std::string_view behind = text.substr(end, kNearBytes);
  behind = behind.substr(0, behind.find('\n'));
  const auto has_nothing = [&](std::string_view part) {
    return part.find_first_not_of(kAround) == std::string_view::npos;
  };
  if (!has_nothing(before) && !is_bullet(before)) return false;
  const std::size_t first = behind.find_first_not_of(' ');
  const bool is_cell = first != std::string_view::npos &&
                       (behind[first] == '\t' || (behind[first] == '|' && before.starts_with('|')));
  return is_cell || has_nothing(behind);
}

struct Surroundings {
  std::string ahead;   // the word before the name
  std::string behind;  // the word behind it
};

bool is_told_by_words(std::string_view text, const FoundName& found, const Surroundings& words,
                      bool is_short) {
  if (is_one_of(words.behind, kBehind) || is_alone_on_line(text, found.begin, found.end))
    return true;
  if (found.is_as_written && is_one_of(words.behind, kBehindWritten)) return true;
  const std::string_view tail = text.substr(found.end);
  const std::string_view run = hangul_run(tail);
  if (!run.empty() && is_hangul(char_before(text, found.end)) && !is_particles(run)) {
    return true;  // 스프링프레임워크
  }
  const NextWord behind = next_word(text, found.end + run.size());
  const NextWord second = next_word(text, behind.end);
  for (const std::string_view cue : kKoreanBehind) {
    if (behind.word.starts_with(cue) || second.word.starts_with(cue) || run.starts_with(cue)) {
      return true;
    }
  }
  // "(R, SAS)"
  const utf8proc_int32_t left = char_before(text, found.begin);
  const utf8proc_int32_t right = char_at(text, found.end);
  if (found.is_as_written && ((left == '(' && (right == ',' || right == '/' || right == ')')) ||
                              (right == ')' && before_spaces(text, found.begin).ends_with(',')))) {
    return true;
  }
  if (found.is_as_written && is_one_of(words.ahead, kStronglyAhead)) return true;
  // "five years of Java"
  const std::string_view before = before_spaces(text, found.begin);
  const bool has_years = before.ends_with("years of") || before.ends_with("years in") ||
                         before.ends_with("yrs of") || before.ends_with("year of");
  if (found.is_as_written && has_years) return true;
  // "models in R and plots"
  constexpr auto kGoingOn =
      std::to_array<std::string_view>({"for", "and", "or", "to", "on", "at", "since", ""});
  return is_short && found.is_as_written && is_one_of(words.ahead, kAhead) &&
         (is_one_of(words.behind, kGoingOn) || !is_word(char_at(words.behind, 0)));
}

// Whether the word before begins with a capital that no sentence's beginning gave it.
bool is_behind_capital(std::string_view text, std::size_t begin) {
  const std::string ahead = word_ahead(text, begin);
  const std::size_t at = begin - std::min(begin, ahead.size() + 1);
  return ahead.size() > 1 && char_before(text, begin) == ' ' && is_upper(char_at(text, at)) &&
         !begins_sentence(text, at);
}

// A sentence of software: a Korean word has no capital that would tell it.
bool is_technical(std::string_view text, std::size_t at) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"개발", "코드", "서버", "프로그래밍", "배포", "백엔드",
                                       "라이브러리", "프레임워크", "모델", "엔지니어"});
  std::string_view before = near_before(text, at);
  before = before.substr(before.find_last_of("\n.") + 1);
  std::string_view behind = text.substr(at, kNearBytes);
  behind = behind.substr(0, behind.find_first_of("\n."));
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return before.find(word) != std::string_view::npos ||
           behind.find(word) != std::string_view::npos;
  });
}

double confidence_alone(std::string_view text, const FoundName& found) {
  const Surroundings words{word_ahead(text, found.begin), word_behind(text, found.end)};
  const bool is_short = found.name->name.size() <= 2;
  const bool is_initial = found.name->name.size() == 1 && char_at(text, found.end) == '.' &&
                          is_space(char_at(text, found.end + 1)) &&
                          is_upper(char_at(text, found.end + 2)) &&
                          is_word(char_at(text, found.end + 3)) && !is_one_of(words.ahead, kAhead);
  if (is_year(words.behind) || is_ranked(words.ahead) || is_initial) return kDoubtful;
  if (is_told_by_words(text, found, words, is_short)) return kInContext;
  if (is_hangul(char_at(found.name->name, 0)) && is_technical(text, found.begin)) return kWeak;
  // A capital amid a sentence, but not among others: "Julia Roberts", "Chevrolet Spark".
  const bool has_capital =
      found.is_as_written && is_upper(char_at(found.name->name, 0)) && !is_short;
  const bool has_capital_behind = char_at(text, found.end) == ' ' &&
                                  is_upper(char_at(text, found.end + 1)) && words.behind != "i";
  if (!has_capital || has_capital_behind || is_behind_capital(text, found.begin)) return kDoubtful;
  return kHinted;
}

// A word that stands between what is surely a skill, or in a list of them, or of names alone.
void judge_list(std::string_view text, std::span<FoundName> list) {
  const bool has_sure =
      std::any_of(list.begin(), list.end(),
                  [](const FoundName& found) { return found.confidence >= kInContext; }) ||
      is_alone_on_line(text, list.front().begin, list.back().end);
  for (FoundName& found : list) {
    if (!has_sure || found.confidence >= kInContext) continue;
    // "Python and go home"
    const bool goes_on = &found == &list.back() && !found.is_as_written &&
                         found.name->name.size() <= 3 &&
                         is_word(char_at(word_behind(text, found.end), 0));
    // "Doe" is no DOE.
    const bool is_otherwise = !found.is_as_written && is_upper(char_at(text, found.begin)) &&
                              is_upper(char_at(found.name->name, 1));
    const bool is_other = goes_on || is_otherwise || is_ranked(word_ahead(text, found.begin)) ||
                          (&found == list.data() && is_behind_capital(text, found.begin));
    if (!is_other) found.confidence = kInContext;
  }
}

}  // namespace

void judge_by_context(std::string_view text, std::vector<FoundName>& names) {
  for (FoundName& found : names) {
    const bool needs_context =
        found.name->ambiguity == Ambiguity::word ||
        (found.name->ambiguity == Ambiguity::letter_case && !found.is_as_written);
    found.confidence = is_surname(text, found) ? kDoubtful
                       : is_owner(text, found) ? kHinted
                       : needs_context         ? confidence_alone(text, found)
                       : found.is_as_written   ? kPlain
                                               : kOtherwiseWritten;
  }
  for (std::size_t begin = 0; begin < names.size();) {
    std::size_t end = begin + 1;
    while (
        end < names.size() &&
        is_list_gap(text.substr(names[end - 1].end, names[end].begin - names[end - 1].end), true)) {
      ++end;
    }
    judge_list(text, std::span(names).subspan(begin, end - begin));
    begin = end;
  }
}

}  // namespace skillmatch
