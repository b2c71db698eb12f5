// TREC's words, and the kind of judgments that have no header.
#pragma once

#include <string>
#include <string_view>

#include <skillmatch/io/judgments.h>

namespace skillmatch::io {

// An id as one word of a TREC file: what is no visible character, and %, as %XX of its UTF-8.
std::string trec_word(std::string_view id);
// A word of a TREC file as one may write it again: the same, but that a % stays as it is.
std::string visible_word(std::string_view word);
// The id that a word stands for, in NFC.
std::string id_of_word(std::string_view word);

Judgments read_qrels(const Text& text);

// Throws InputError for text that is not UTF-8.
void need_utf8(const Text& text);
[[noreturn]] void fail_empty(const Text& text);

}  // namespace skillmatch::io
