// Skills in one cell of text: lists, tags between separators, and names that were cut in pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <skillmatch/taxonomy.h>

namespace skillmatch::io {

// One skill as it was written, without white space around it.
struct Tag {
  std::string text;
  std::string before = {};  // what stands between the tag before it and this one
};

// What is between round brackets: where they are, the outermost that are closed, in order.
struct Brackets {
  std::size_t open;
  std::size_t close;
};
std::vector<Brackets> brackets_of(std::string_view text);

class TagSplitter {
 public:
  enum class InBrackets : std::uint8_t { cut, keep };  // what is between round brackets

  // Each character of `separators` (UTF-8) separates, and every line end.
  explicit TagSplitter(std::string_view separators, InBrackets in_brackets = InBrackets::cut);

  // A list in JSON or Python's way of writing it, or else text between separators. Adds to `tags`;
  // empty tags are none.
  void split(std::string_view cell, std::vector<Tag>& tags) const;

 private:
  std::size_t separator_at(std::string_view text) const noexcept;  // its size; 0: none

  std::vector<std::string> separators_;
  bool keeps_brackets_;
};

// A list such as ["a", "b"], ['a', "b"] or [a, b]: its items, or false for text that is none.
bool split_list(std::string_view cell, std::vector<Tag>& tags);

// Neighbouring tags that together are a name which the taxonomy knows.
class TagJoiner {
 public:
  explicit TagJoiner(const Taxonomy& taxonomy);

  // How many tags from `first` on make the longest such name; 1 where none do. `joined` is then the
  // name, as the tags write it.
  std::size_t longest_run(const std::vector<Tag>& tags, std::size_t first,
                          std::string& joined) const;

 private:
  static constexpr std::size_t kMostWords = 6;

  const Taxonomy& taxonomy_;
  // The keys of the first words of names that have several: few tags are one, and only for those a
  // name is looked up.
  std::unordered_set<std::string> first_words_;
};

}  // namespace skillmatch::io
