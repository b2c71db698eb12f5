#include "text_page.h"

#include "page.h"

#include <string_view>

namespace skillmatch::cli {

void TextPage::title(const std::string& text) {
  if (layout_ == Layout::html) {
    text_ += "<h3>" + html_text(text) + "</h3>\n";
    return;
  }
  if (layout_ == Layout::markdown) {
    block("## " + markdown_cell(text) + "\n");
    return;
  }
  const std::string lines = wrapped(text, terminal_.width);
  block(styled(std::string_view(lines).substr(0, lines.size() - 1), Style::bold, terminal_) + "\n");
}

void TextPage::line(const std::string& text) {
  if (layout_ == Layout::html) {
    text_ += "<p>" + html_text(text) + "</p>\n";
  } else if (layout_ == Layout::markdown) {
    block(markdown_cell(text) + "\n");
  } else {
    text_ += wrapped(text, terminal_.width);
  }
}

void TextPage::table(const Table& table) {
  if (layout_ == Layout::html) {
    text_ += table.html();
  } else if (layout_ == Layout::markdown) {
    block(table.markdown());
  } else {
    text_ += table.text(terminal_);
  }
}

}  // namespace skillmatch::cli
