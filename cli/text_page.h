// Text in blocks, with what differs between a terminal, Markdown and a page.
#pragma once

#include "output.h"

#include <string>
#include <utility>

namespace skillmatch::cli {

class TextPage {
 public:
  TextPage(bool is_markdown, const Terminal& terminal)
      : layout_(is_markdown ? Layout::markdown : Layout::terminal), terminal_(terminal) {}
  // Makes a part of a page (page.h).
  static TextPage of_html() {
    TextPage page(false, {});
    page.layout_ = Layout::html;
    return page;
  }

  void title(const std::string& text);
  // Follows a title or another line at once on a terminal.
  void line(const std::string& text);
  void table(const Table& table);
  void gap() {
    if (layout_ == Layout::terminal) text_ += "\n";
  }
  std::string take() { return std::move(text_); }

 private:
  enum class Layout { terminal, markdown, html };
  void block(const std::string& text) { text_ += (text_.empty() ? "" : "\n") + text; }

  Layout layout_;
  Terminal terminal_;
  std::string text_;
};

}  // namespace skillmatch::cli
