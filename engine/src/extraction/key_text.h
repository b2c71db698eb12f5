// A text as names are compared: folded, without white space, hyphens and underscores, so that
// 머신 러닝 and 머신러닝, scikit-learn and scikit learn are found alike; and for every byte, where
// it stands in the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace skillmatch {

struct KeyText {
  // What no name runs over (an empty line, a dash between words, a URL, an e-mail address) is one
  // byte that UTF-8 does not have.
  static constexpr char kBarrier = '\xFF';

  std::string key;
  std::vector<std::uint32_t> places;  // of each byte of the key, where its character begins; the
                                      // text's size behind the last
};

// `text` is UTF-8 in Form C, below 4 GiB.
KeyText key_text(std::string_view text);

}  // namespace skillmatch
