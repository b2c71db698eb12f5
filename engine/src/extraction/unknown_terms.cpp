#include "unknown_terms.h"

#include "characters.h"
#include "korean_endings.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

constexpr std::size_t kMostTermBytes = 60;

// Capitalised, and no skill: the calendar, forms of address, heads of sections.
constexpr auto kPlainWords = std::to_array<std::string_view>(
    {"i",        "i'm",      "i've",   "monday",  "tuesday",    "wednesday", "thursday",
     "friday",   "saturday", "sunday", "january", "february",   "march",     "april",
     "may",      "june",     "july",   "august",  "september",  "october",   "november",
     "december", "jan",      "feb",    "mar",     "apr",        "jun",       "jul",
     "aug",      "sep",      "sept",   "oct",     "nov",        "dec",       "mr",
     "mrs",      "ms",       "dr",     "prof",    "university", "college",   "school",
     "korea",    "seoul",    "ceo",    "cto",     "hr",         "ltd",       "inc",
     "co",       "phd",      "msc",    "bsc",     "ba",         "ma",        "gpa",
     "am",       "pm",       "a",      "the",     "we",         "cv"});

bool is_plain(std::string_view word) {
  const std::string lower = lower_ascii(word);
  return std::find(kPlainWords.begin(), kPlainWords.end(), lower) != kPlainWords.end();
}

bool is_inside(utf8proc_int32_t c) noexcept {
  return is_word(c) || c == '+' || c == '#' || c == '.' || c == '-' || c == '\'';
}

// Up to where a word of letters, digits and what names have inside goes; without a full stop.
std::string_view word_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size()) {
    if (is_ascii_word(text[end])) {
      ++end;
      continue;
    }
    const CodePoint c = decode(text.substr(end));
    if (!is_inside(c.value)) break;
    end += c.bytes;
  }
  while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-' || text[end - 1] == '\'')) {
    --end;
  }
  return text.substr(begin, end - begin);
}

bool looks_like_a_name(std::string_view word, bool begins_sentence) {
  bool has_small = false;
  bool has_inner_capital = false;
  bool has_digit = false;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = decode(word.substr(at));
    if (c.value >= 'a' && c.value <= 'z') {
      has_small = true;
    } else {
      has_digit |= is_digit(c.value);
      has_small |= is_word(c.value) && !is_upper(c.value) && !is_digit(c.value);
      has_inner_capital |= at > 0 && is_upper(c.value);
    }
    at += c.bytes;
  }
  const bool is_capital = is_upper(char_at(word, 0));
  if (word.size() < 2 || (!has_small && !is_capital)) return false;
  const bool is_name = has_inner_capital || word.ends_with("++") || word.ends_with('#') ||
                       (is_capital && (has_digit || !begins_sentence));
  return is_name && !is_plain(word);
}

// Up to the next white space, and whether that is an address.
struct Token {
  std::size_t end;
  bool is_address;
};
Token token_at(std::string_view text, std::size_t begin) noexcept {
  Token token{begin, false};
  for (; token.end < text.size(); ++token.end) {
    const char c = text[token.end];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') break;
    token.is_address |= c == '@' || (c == ':' && text.substr(token.end, 3) == "://");
  }
  return token;
}

class Terms {
 public:
  void add(std::string_view term, std::size_t begin) {
    if (term.empty() || term.size() > kMostTermBytes || !places_.insert(begin).second) return;
    const auto [at, is_new] = numbers_.try_emplace(name_key(term), terms_.size());
    if (at->first.empty()) return;
    if (is_new) terms_.push_back({std::string(term), 0, begin});
    ++terms_[at->second].count;
  }
  std::vector<UnknownTerm> take() {
    std::stable_sort(terms_.begin(), terms_.end(),
                     [](const UnknownTerm& a, const UnknownTerm& b) { return a.count > b.count; });
    return std::move(terms_);
  }

 private:
  std::map<std::string, std::size_t> numbers_;
  std::set<std::size_t> places_;  // of what is counted
  std::vector<UnknownTerm> terms_;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kAround = " \t\r\n-*\"'";
  const std::size_t begin = text.find_first_not_of(kAround);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kAround) - begin + 1);
}

// The items of a line's list that no name stands in, where names stand in at least half of them.
void add_list_items(std::string_view text, std::size_t line, std::string_view list,
                    const std::vector<FoundName>& known, Terms& terms) {
  std::vector<std::string_view> others;
  std::size_t items = 0;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = find_sign<',', '/', '|'>(list, begin);
    const std::string_view item = trimmed(list.substr(begin, end - begin));
    const std::size_t place = line + begin;
    const auto inside =
        std::lower_bound(known.begin(), known.end(), place,
                         [](const FoundName& found, std::size_t at) { return found.end <= at; });
    const bool is_known = inside != known.end() && inside->begin < line + end;
    const auto spaces = std::count(item.begin(), item.end(), ' ');
    if (!item.empty()) ++items;
    if (!item.empty() && !is_known && spaces <= 2 && !is_digit(char_at(item, 0))) {
      others.push_back(item);
    }
    begin = end + 1;
  }
  if (items < 3 || 2 * others.size() > items) return;
  for (const std::string_view item : others) {
    terms.add(item, static_cast<std::size_t>(item.data() - text.data()));
  }
}

}  // namespace

std::vector<UnknownTerm> unknown_terms(std::string_view text, const std::vector<FoundName>& known) {
  Terms terms;
  auto next = known.begin();
  bool begins_sentence = true;
  std::size_t token_end = 0;  // up to where it is known that no address is
  for (std::size_t at = 0; at < text.size();) {
    while (next != known.end() && next->end <= at) ++next;
    if (next != known.end() && at >= next->begin) {
      at = next->end;
      begins_sentence = false;
      continue;
    }
    const CodePoint first = decode(text.substr(at));
    const utf8proc_int32_t c = first.value;
    if (c == '#' && (is_word(char_at(text, at + 1)) || is_hangul(char_at(text, at + 1)))) {
      std::size_t end = at + 1;
      while (is_word(char_at(text, end)) || is_hangul(char_at(text, end)) ||
             char_at(text, end) == '_') {
        end += decode(text.substr(end)).bytes;
      }
      const bool is_known = next != known.end() && next->begin < end;
      if (!is_known) terms.add(text.substr(at + 1, end - at - 1), at + 1);
      at = is_known ? at + 1 : end;
      continue;
    }
    if (is_word(c)) {
      // Addresses are no words.
      if (at >= token_end) {
        const Token token = token_at(text, at);
        token_end = token.end;
        if (token.is_address) {
          at = token_end;
          continue;
        }
      }
      std::string_view word = word_at(text, at);
      if (next != known.end() && at + word.size() > next->begin) {
        at = next->begin;
        begins_sentence = false;
        continue;
      }
      if (looks_like_a_name(word, begins_sentence)) terms.add(word, at);
      at += std::max(word.size(), first.bytes);
      begins_sentence = false;
      continue;
    }
    if (c == '.' || c == '!' || c == '?' || c == '\n' || c == ':') begins_sentence = true;
    if (is_hangul(c)) begins_sentence = false;
    at += first.bytes;
  }
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    const std::size_t colon = line.find(": ");
    const std::size_t skipped = colon == std::string_view::npos ? 0 : colon + 2;
    line.remove_prefix(skipped);
    add_list_items(text, begin + skipped, line, known, terms);
    begin = end + 1;
  }
  return terms.take();
}

}  // namespace skillmatch
