// Pages that stand alone: no network, no style and no script but the program's own, light and dark,
// and nothing of a file's in them but as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skillmatch::cli {

// printable(text) with what HTML would read as markup escaped; for text and quoted attributes.
std::string html_text(std::string_view text);

// What a page carries of the files of page/, and its security policy allows, by their hashes.
struct PageFiles {
  std::vector<std::string_view> styles = {"base.css"};
  std::string_view script = {};  // runs at the end of the page, and may run WebAssembly
};

// A whole document around `body`, which is HTML.
std::string html_page(std::string_view title, std::string_view language, std::string_view body,
                      const PageFiles& files = {});

// RFC 4648, with padding.
std::string base64(std::string_view bytes);

struct HtmlColumn {
  std::string title;
  std::string_view style = {};  // a class
};

// A table of `columns`, whose titles are text, around `rows`, which are tr elements; one that is
// wider than its window is scrolled by itself. `attributes` are the table's own.
std::string html_table(const std::vector<HtmlColumn>& columns, std::string_view rows,
                       std::string_view attributes = {});

// Rows of cells that are HTML, the first row as titles; all but the first column are aligned to the
// right.
std::string html_table(const std::vector<std::vector<std::string>>& rows);

}  // namespace skillmatch::cli
