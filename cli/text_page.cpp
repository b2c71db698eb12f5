#include "text_page.h"

#include <string_view>

namespace skillmatch::cli {

void TextPage::title(const std::string& text) {
  if (is_markdown_) {
    block("## " + markdown_cell(text) + "\n");
    return;
  }
  const std::string lines = wrapped(text, terminal_.width);
  block(styled(std::string_view(lines).substr(0, lines.size() - 1), Style::bold, terminal_) + "\n");
}

void TextPage::line(const std::string& text) {
  if (is_markdown_) {
    block(markdown_cell(text) + "\n");
  } else {
    text_ += wrapped(text, terminal_.width);
  }
}

void TextPage::table(const Table& table) {
  if (is_markdown_) {
    block(table.markdown());
  } else {
    text_ += table.text(terminal_);
  }
}

}  // namespace skillmatch::cli
