#include "level_words.h"

#include <string>

#include <skillmatch/text.h>
#include <skillmatch/types.h>

namespace skillmatch::cli {

LevelWords level_words_of(const Arguments& arguments) {
  LevelWords words;
  for (const std::string& given : arguments.all("level-word")) {
    const std::size_t sign = given.rfind('=');
    const std::string word = given.substr(0, sign);
    if (sign == std::string::npos || find_invalid_utf8(word) || name_key(word).empty()) {
      throw UsageError("--level-word: " + in_quotes(given) +
                       " is no word with its level, such as 능숙=4.5");
    }
    Arguments one;
    one.values["level-word"] = given.substr(sign + 1);
    words.set(word, one.number("level-word", 0.0, kMaxLevel));
  }
  return words;
}

}  // namespace skillmatch::cli
