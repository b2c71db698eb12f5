// Streams of profiles for tests of batches: random ones of the built-in taxonomy, with records that
// are no profile and profiles that cannot be ranked among them.
#pragma once

#include "support/random_data.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <skillmatch/io/read.h>
#include <skillmatch/taxonomy.h>

namespace batch_data {

struct Stream {
  std::string text;                // JSON Lines
  std::vector<std::string> lines;  // one a record, without line feed
  std::vector<bool> is_profile;    // one a record
};

inline std::string number(double x) {
  std::string text = std::to_string(x);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

// Profiles with ids p1, p2, … (by record), some of them twice in what they hold.
inline Stream profiles(std::size_t count, std::uint64_t seed, double bad = 0.03) {
  static const skillmatch::Taxonomy kTaxonomy = skillmatch::io::built_in_taxonomy();
  draw::Random random(seed);
  Stream stream;
  std::string held;
  for (std::size_t i = 1; i <= count; ++i) {
    const std::string id = "p" + std::to_string(i);
    std::string line;
    stream.is_profile.push_back(!random.chance(bad));
    if (!stream.is_profile.back()) {
      line = random.chance(0.5) ? "{\"id\":\"" + id + "\",\"skills\":{\"pyhton\":3}}"
                                : "{\"id\":\"" + id + "\",";
    } else {
      if (random.chance(bad)) {
        held = "\"python\":0";
      } else if (held.empty() || !random.chance(0.1)) {
        held.clear();
        std::vector<bool> has(kTaxonomy.size());
        for (std::size_t n = 1 + random.below(12); n > 0; --n) {
          const std::size_t s = random.below(kTaxonomy.size());
          if (has[s]) continue;
          has[s] = true;
          const double level =
              random.chance(0.5) ? static_cast<double>(1 + random.below(5)) : random.of_64ths(320);
          held += (held.empty() ? "\"" : ",\"") + kTaxonomy.skills()[s].id + "\":" + number(level);
        }
      }
      line = "{\"id\":\"" + id + "\",\"skills\":{" + held + "}";
      if (random.chance(0.7)) line += R"(,"wants":{"team":1,"growth":0.5})";
      line += "}";
    }
    stream.text += line + "\n";
    stream.lines.push_back(std::move(line));
  }
  return stream;
}

}  // namespace batch_data
