// Files that people take for text and that are none, by what they begin with.
#pragma once

#include <array>
#include <string_view>

namespace skillmatch::io {

struct BinaryFile {
  std::string_view begin;
  std::string_view what;
  std::string_view advice;  // where one person's text is wanted
};

// What the bytes are, or nothing.
inline const BinaryFile* find_binary_file(std::string_view bytes) noexcept {
  static constexpr std::array kFiles{
      BinaryFile{"%PDF-", "a PDF", "give its text (pdftotext FILE - | skillmatch extract -)"},
      BinaryFile{"PK\x03\x04", "an office or zip file", "save it as plain text"},
      BinaryFile{"\xD0\xCF\x11\xE0", "an office file", "save it as plain text"},
      BinaryFile{"{\\rtf", "RTF", "save it as plain text"},
  };
  for (const BinaryFile& file : kFiles) {
    if (bytes.starts_with(file.begin)) return &file;
  }
  return nullptr;
}

}  // namespace skillmatch::io
