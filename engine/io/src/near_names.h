// The skill that a misspelt name was meant to be, for streams.
//
// Taxonomy::suggest measures the whole distance to every name, up to 50 ms of 13,939: fine for a
// file, but a stream may have a million misspelt lines, and what is said of one may not hang on how
// many came before, or threads and --resume would change it. So a stream suggests only names that
// are one slip away, a character too many, too few, wrong, or swapped with its neighbour: four of
// five slips are that (Damerau, CACM 1964), and it takes 0.1 ms.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

class NearNames {
 public:
  explicit NearNames(const Taxonomy& taxonomy) : taxonomy_(taxonomy) {}

  // The skill's name, as the taxonomy has it, whose key is one slip from `name`'s; of several, the
  // one that comes first. It is what Taxonomy::suggest gives, unless that is further away.
  std::optional<std::string> nearest(std::string_view name);

 private:
  struct Known {
    std::string name;
    std::string key;
    std::size_t place;  // among all names
  };
  void build();

  const Taxonomy& taxonomy_;
  bool is_built_ = false;                    // not before something is misspelt
  std::vector<std::vector<Known>> by_size_;  // of the key, in bytes; each in the taxonomy's order
};

}  // namespace skillmatch::io
