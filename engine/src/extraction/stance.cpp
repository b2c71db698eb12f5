#include "stance.h"

#include "characters.h"
#include "word_lists.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

using Words = std::span<const std::string_view>;

// The first English words, with the apostrophe of "don't"; ".", ":" and the like are none.
std::vector<std::string_view> words_of(std::string_view text,
                                       std::size_t most = std::string_view::npos) {
  constexpr std::size_t kUsual = 32;
  std::vector<std::string_view> words;
  words.reserve(std::min(most, kUsual));
  std::size_t begin = 0;
  const auto is_inside = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'';
  };
  for (std::size_t at = 0; at <= text.size() && words.size() < most; ++at) {
    if (at < text.size() && is_inside(text[at])) continue;
    if (at > begin) words.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  return words;
}

// ’ as '.
std::string with_plain_apostrophes(std::string_view text) {
  constexpr std::string_view kCurly = "\xE2\x80\x99";
  std::string plain(text);
  for (std::size_t at = plain.find(kCurly); at != std::string::npos; at = plain.find(kCurly, at)) {
    plain.replace(at, kCurly.size(), "'");
  }
  return plain;
}

constexpr auto kNot = std::to_array<std::string_view>(
    {"won't",   "wouldn't", "shouldn't", "except",     "excluding", "no",     "not",     "never",
     "without", "don't",    "dont",      "doesn't",    "haven't",   "hasn't", "didn't",  "isn't",
     "aren't",  "can't",    "cannot",    "couldn't",   "lack",      "lacks",  "lacking", "lacked",
     "zero",    "nor",      "neither",   "unfamiliar", "wasn't"});

// What may stand between "no" and what there is none of.
constexpr auto kBetween = std::to_array<std::string_view>(
    {"line",      "lines",  "write",        "read",        "is",         "are",
     "word",      "for",    "experience",   "experiences", "knowledge",  "background",
     "exposure",  "hands",  "on",           "prior",       "previous",   "real",
     "practical", "formal", "professional", "any",         "much",       "of",
     "with",      "in",     "using",        "to",          "the",        "a",
     "an",        "used",   "use",          "worked",      "work",       "working",
     "touched",   "tried",  "written",      "wrote",       "programmed", "learned",
     "know",      "knew",   "known",        "familiar",    "yet",        "been",
     "have",      "had",    "has",          "need",        "needed",     "require",
     "required",  "for",    "by",           "production",  "commercial", "significant",
     "skills",    "skill",  "or",           "either",      "at",         "all",
     "deployed",  "built",  "done",         "taken",       "studied",    "taught",
     "opened",    "seen",   "ever",         "about",       "understand", "understanding",
     "training",  "such",   "as",           "touch"});

// "not a week without", "it is not that I don't": with, and do.
bool is_denied_twice(Words words, std::size_t i) {
  const std::size_t near = words[i] == "without" ? words.size() : 3;
  for (std::size_t j = i; j-- > 0 && i - j <= near;) {
    if (words[j] == "not" || words[j] == "no" || words[j] == "never") return words[i] != "nor";
  }
  return false;
}

// "Without Docker I could not live": with it.
bool is_missed_behind(std::string_view behind) {
  constexpr auto kMissing = std::to_array<std::string_view>(
      {"not", "never", "nothing", "nobody", "cannot", "can't", "couldn't", "won't", "wouldn't",
       "don't", "lost", "impossible", "unthinkable"});
  constexpr auto kOfMine = std::to_array<std::string_view>(
      {"experience", "knowledge", "skills", "background", "training", "and", "or"});
  constexpr std::size_t kMost = 6;
  const auto words = words_of(behind, kMost);
  return !words.empty() && !is_one_of(words.front(), kOfMine) &&
         std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return is_one_of(word, kMissing); });
}

// `words` are those of `before`.
bool is_denied_before(std::string_view before, std::string_view behind, Words words) {
  // "not a programmer: no Python", but "never touched: Docker"
  std::vector<std::string_view> own;
  const std::size_t colon = before.rfind(':');
  if (colon != std::string_view::npos) {
    const bool is_head = before.find_first_not_of(" \n-*", colon + 1) == std::string_view::npos;
    before = is_head ? before.substr(0, colon) : before.substr(colon + 1);
    own = words_of(before);
    words = own;
  }
  constexpr std::size_t kMostBetween = 8;
  std::size_t between = 0;
  for (std::size_t i = words.size(); i-- > 0 && between <= kMostBetween; ++between) {
    if (words[i] == "to" && i > 0 && words[i - 1] == "yet") return true;
    // Ahead of its sentence only: "built without Docker, and I don't miss it".
    if (words[i] == "without" && i == 0 && is_missed_behind(behind)) return false;
    if (is_one_of(words[i], kNot)) return !is_denied_twice(words, i);
    if (!is_one_of(words[i], kBetween)) return false;
  }
  return false;
}

bool is_denied_behind(std::string_view behind) {
  constexpr auto kSkipped = std::to_array<std::string_view>(
      {"experience", "knowledge", "skills", "is",  "are",   "was",  "at",   "all",
       "currently",  "i",         "have",   "has", "we",    "a",    "the",  "with",
       "background", "degree",    "prior",  "in",  "we've", "i've", "were", "skill"});
  constexpr auto kNotNeeded = std::to_array<std::string_view>(
      {"something", "what", "part", "relevant", "required", "needed", "necessary", "used", "yet",
       "known", "mandatory", "expected", "essential", "touched"});
  const auto sign = std::find_if(behind.begin(), behind.end(), [](char c) {
    return c == ',' || c == ';' || (c >= 'a' && c <= 'z');
  });
  if (sign != behind.end() && (*sign == ',' || *sign == ';')) return false;
  constexpr std::size_t kMost = 6;
  const auto words = words_of(behind, kMost + 1);
  for (std::size_t i = 0; i < words.size() && i < kMost; ++i) {
    const std::string_view next = i + 1 < words.size() ? words[i + 1] : "";
    if (words[i] == "none" || words[i] == "unnecessary" || words[i] == "unneeded" ||
        words[i] == "nonexistent") {
      return true;
    }
    if (words[i] == "not" || words[i] == "never" || words[i] == "isn't" || words[i] == "aren't") {
      return is_one_of(next, kNotNeeded);
    }
    if (words[i] == "no" && next == "longer") continue;
    if (words[i] == "longer") return is_one_of(next, kNotNeeded);
    if (words[i] == "no") return next == "experience" || next == "knowledge" || next == "need";
    if (!is_one_of(words[i], kSkipped)) return false;
  }
  return false;
}

constexpr auto kLearning = std::to_array<std::string_view>(
    {"move", "moving", "transition", "learn", "learning", "study", "studying", "try", "explore",
     "pick", "get", "dive", "start", "take", "master", "begin", "trying", "exploring"});
constexpr auto kWishing = std::to_array<std::string_view>(
    {"want",   "wants", "wish",    "plan",       "planning", "plans", "hope",
     "hoping", "like",  "love",    "looking",    "eager",    "keen",  "going",
     "intend", "aim",   "excited", "interested", "curious",  "goal"});

bool is_wished_before(Words words) {
  constexpr std::size_t kNear = 5;
  constexpr std::size_t kFar = 10;
  const auto is_in_last = [&](std::size_t count, Words list) {
    const std::size_t begin = words.size() - std::min(count, words.size());
    return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(begin), words.end(),
                       [&](std::string_view word) { return is_one_of(word, list); });
  };
  if (!words.empty() && (words.back() == "learning" || words.back() == "studying")) return true;
  constexpr auto kNow = std::to_array<std::string_view>({"currently", "now", "am", "still", "i'm"});
  for (std::size_t i = words.size() - std::min(kNear, words.size()) + 1; i < words.size(); ++i) {
    if ((words[i] == "learning" || words[i] == "studying") && is_one_of(words[i - 1], kNow)) {
      return true;
    }
  }
  constexpr auto kPreparing = std::to_array<std::string_view>({"preparing", "prepare"});
  return (is_in_last(kNear, kLearning) && is_in_last(kFar, kWishing)) ||
         is_in_last(kNear, kPreparing);
}

bool is_wished_behind(Words words, std::string_view behind) {
  if (words.empty() || !is_one_of(words.back(), kLearning)) return false;
  return behind.find("next ") != std::string_view::npos ||
         behind.find("soon") != std::string_view::npos ||
         behind.find("later") != std::string_view::npos;
}

// Korean says it behind: the first letters without their spaces, as far as it may stand.
std::string squeezed(std::string_view text) {
  constexpr std::size_t kMostBytes = 72;  // 24 syllables
  std::string result;
  for (std::size_t at = 0; at < text.size() && result.size() < kMostBytes;) {
    const CodePoint c = decode(text.substr(at));
    if (!is_space(c.value)) result.append(text.substr(at, c.bytes));
    at += c.bytes;
  }
  return result;
}

// Where the first of `words` stands, or npos.
std::size_t first_of(std::string_view text, Words words) {
  std::size_t first = std::string_view::npos;
  for (const std::string_view word : words) first = std::min(first, text.find(word));
  return first;
}

constexpr auto kKoreanNot = std::to_array<std::string_view>(
    {"경험無", "불가",   "경험무",   "없음",     "없습",       "없고",       "없으",   "없어",
     "없는",   "없지만", "없다",     "없었",     "없네",       "없이도",     "전무",   "미경험",
     "모르",   "모름",   "모릅",     "몰라",     "몰랐",       "못하",       "못합",   "못해",
     "못했",   "못함",   "못다",     "무관",     "불필요",     "안해",       "안써",   "하지않",
     "보지않", "쓰지않", "다루지않", "요구하지", "필요하지않", "필요로하지", "알지못", "보지못",
     "해보지", "써보지", "접해보지", "다뤄보지", "사용해보지", "적없",       "적이없"});
// Nothing is lacking there.
constexpr auto kKoreanStillGood = std::to_array<std::string_view>(
    {"문제없", "문제가없", "어려움없", "어려움이없", "무리없", "무리가없", "지장없", "지장이없",
     "빠짐없", "끊임없", "거부감없", "거부감이없"});
constexpr auto kKoreanHas = std::to_array<std::string_view>(
    {"가능", "능숙", "보유", "있고", "있으며", "있습니다", "있음", "갖추", "익숙", "했습니다"});
constexpr auto kKoreanWish = std::to_array<std::string_view>(
    {"학습중",     "준비중",   "공부중",     "배우는중", "수강예정", "취득예정",   "응시예정",
     "공부하는중", "배우고싶", "배우고자",   "배울",     "배워보",   "배우려",     "공부하고싶",
     "공부할",     "공부하려", "공부예정",   "학습할",   "학습예정", "학습하고싶", "익히고싶",
     "익힐",       "도전하고", "해보고싶",   "입문하고", "쌓고싶",   "공부해보",   "시작할예정",
     "배워야",     "관심",     "다뤄보고싶", "써보고싶"});

bool is_denied_in_korean(const std::string& behind) {
  const std::size_t at = first_of(behind, kKoreanNot);
  if (at == std::string::npos) return false;
  if (first_of(behind, kKoreanStillGood) <= at || first_of(behind, kKoreanHas) < at) return false;
  // "잘 못합니다" is little rather than nothing, and 잘못하다 is a mistake.
  constexpr std::string_view kWell = "잘";
  const bool is_weak = behind.compare(at, std::string_view("못").size(), "못") == 0 &&
                       at >= kWell.size() &&
                       behind.compare(at - kWell.size(), kWell.size(), kWell) == 0 &&
                       behind.find("해도", at) == std::string::npos;  // 잘 못해도 됩니다
  if (is_weak) return false;
  // 없지 않다, 모르지는 않는다, 모르는 것은 아니다: twice is once more than needed.
  const std::string_view rest = std::string_view(behind).substr(at);
  constexpr auto kTwice =
      std::to_array<std::string_view>({"없지않", "없지는않", "없진않", "모르지않", "모르지는않",
                                       "모르진않", "모르는것은아", "모르는건아"});
  return std::none_of(kTwice.begin(), kTwice.end(),
                      [&](std::string_view twice) { return rest.starts_with(twice); });
}

// "X 말고", "X 대신": something else; "away from X", "X에서 … 전환": it was.
bool is_left_out(std::string_view behind) {
  constexpr auto kInstead =
      std::to_array<std::string_view>({"말고", "대신", "빼고", "제외", "을제외", "를제외"});
  return std::any_of(kInstead.begin(), kInstead.end(),
                     [&](std::string_view word) { return behind.starts_with(word); });
}
bool is_left_behind(std::string_view ahead, std::string_view behind) {
  while (ahead.ends_with(' ')) ahead.remove_suffix(1);
  return ahead.ends_with("away from") || ahead.ends_with("instead of") ||
         ahead.ends_with("rather than") ||
         (behind.starts_with("에서") && behind.find("전환") != std::string_view::npos) ||
         (behind.starts_with("없이") && !behind.starts_with("없이는"));
}

// The clause ends behind these words.
constexpr auto kClauseWords = std::to_array<std::string_view>(
    {" but ", "however", " although ", " though ", " whereas ", " while ", "지만", "으나 ", "는데 ",
     "는데,", "반면", "있고", "있으며", "하고 있", "했고"});

// All of them in one pass: looking for each by itself took a third of the time of a long text.
template <typename Use>
void for_each_clause_word(std::string_view text, Use use) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    const bool may_begin = c == ' '   ? next == 'b' || next == 'a' || next == 't' || next == 'w'
                           : c == 'h' ? next == 'o'
                                      : static_cast<unsigned char>(c) >= 0xE0;
    if (!may_begin) continue;
    for (const std::string_view word : kClauseWords) {
      if (word[0] == c && text.substr(at, word.size()) == word) use(at, word);
    }
  }
}

}  // namespace

std::string_view first_clause(std::string_view text) {
  std::size_t end = text.size();
  for_each_clause_word(text, [&](std::size_t at, std::string_view word) {
    // A verb's ending belongs to the clause that it ends; "but" to the next one.
    end = std::min(end, is_hangul(char_at(word, 0)) ? at + word.size() : at);
  });
  return text.substr(0, end);
}

std::string_view last_clause(std::string_view text) {
  std::size_t begin = 0;
  for_each_clause_word(text, [&](std::size_t at, std::string_view word) {
    begin = std::max(begin, at + word.size());
  });
  return text.substr(begin);
}

Stance stance_of(std::string_view before, std::string_view behind, std::string_view sentence) {
  const std::string ahead = with_plain_apostrophes(before);
  const std::string after = with_plain_apostrophes(behind);
  const auto words = words_of(ahead);
  const std::string korean = is_ascii(after) ? std::string() : squeezed(after);
  // "X 경험 우대, 코딩은 몰라도 됨": what follows a comma is of something else.
  const std::string own = korean.substr(0, korean.find_first_of(",|/("));
  if (is_denied_before(ahead, after, words) || is_denied_behind(after) ||
      is_denied_in_korean(own) || is_left_out(korean)) {
    return Stance::lacks;
  }
  if (is_left_behind(ahead, korean) || is_wished_before(words) || is_wished_behind(words, after) ||
      first_of(korean, kKoreanWish) != std::string::npos ||
      (sentence.find("목표는") != std::string_view::npos &&
       last_clause(sentence).find("목표는") != std::string_view::npos)) {
    return Stance::neither;
  }
  return Stance::has;
}

}  // namespace skillmatch
