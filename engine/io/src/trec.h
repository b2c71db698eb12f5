// TREC's words, and the kind of judgments that have no header.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <skillmatch/io/judgments.h>

namespace skillmatch::io {

// An id as one word of a TREC file: what is no visible character, and %, as %XX of its UTF-8.
std::string trec_word(std::string_view id);
// A word of a TREC file as one may write it again: the same, but that a % stays as it is.
std::string visible_word(std::string_view word);
// The id that a word stands for, in NFC.
std::string id_of_word(std::string_view word);

// The rows of one query's ranking, best first. Scores have 17 significant digits. One that is no
// float below the one before is written as the next one that is, so that tools that keep floats, as
// trec_eval does, keep the order; only at the end of all floats equal ones stay equal.
class RunRows {
 public:
  // Words of a TREC file.
  RunRows(std::string query, std::string tag) : query_(std::move(query)), tag_(std::move(tag)) {}
  void append(std::string& out, std::string_view document, double score);

 private:
  std::string query_;
  std::string tag_;
  std::uint64_t rank_ = 0;
  double above_ = std::numeric_limits<double>::infinity();
};

Judgments read_qrels(const Text& text);

// Throws InputError for text that is not UTF-8.
void need_utf8(const Text& text);
[[noreturn]] void fail_empty(const Text& text);

}  // namespace skillmatch::io
