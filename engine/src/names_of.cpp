#include "names_of.h"

#include <algorithm>
#include <cstddef>

#include <skillmatch/text.h>

namespace skillmatch {
namespace {

constexpr std::string_view kBetweenWords = " \t\n\v\f\r-_/\\(),.;:&|'\"[]{}!?*<>=@~`^%$";

}  // namespace

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = name.find_first_not_of(kBetweenWords, at);
    if (begin == std::string_view::npos) break;
    at = std::min(name.find_first_of(kBetweenWords, begin), name.size());
    std::string key = name_key(name.substr(begin, at - begin));
    if (!key.empty()) words.push_back(std::move(key));
  }
  return words;
}

std::vector<std::string> words_outside_parentheses(std::string_view name) {
  std::string outside;
  std::size_t depth = 0;
  for (const char c : name) {
    if (c == '(') ++depth;
    if (depth == 0) outside += c;
    if (c == ')' && depth > 0) {
      --depth;
      outside += ' ';
    }
  }
  return words_of(outside);
}

std::string singular(const std::string& word) {
  if (word.size() < 4 || !is_ascii(word) || !word.ends_with('s')) return word;
  if (word.ends_with("ies") && word.size() > 4) return word.substr(0, word.size() - 3) + "y";
  for (const std::string_view es : {"sses", "shes", "ches", "xes"}) {
    if (word.ends_with(es)) return word.substr(0, word.size() - 2);
  }
  for (const std::string_view no_plural : {"ss", "is", "us"}) {
    if (word.ends_with(no_plural)) return word;
  }
  return word.substr(0, word.size() - 1);
}

}  // namespace skillmatch
