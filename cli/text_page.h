// Text in blocks, with what differs between a terminal and Markdown.
#pragma once

#include "output.h"

#include <string>
#include <utility>

namespace skillmatch::cli {

class TextPage {
 public:
  TextPage(bool is_markdown, const Terminal& terminal)
      : is_markdown_(is_markdown), terminal_(terminal) {}

  void title(const std::string& text);
  // Follows a title or another line at once on a terminal.
  void line(const std::string& text);
  void table(const Table& table);
  void gap() {
    if (!is_markdown_) text_ += "\n";
  }
  std::string take() { return std::move(text_); }

 private:
  void block(const std::string& text) { text_ += (text_.empty() ? "" : "\n") + text; }

  bool is_markdown_;
  const Terminal& terminal_;
  std::string text_;
};

}  // namespace skillmatch::cli
