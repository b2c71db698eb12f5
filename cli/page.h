// Pages that stand alone: no network, no script, light and dark, and nothing of a file's in them
// but as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skillmatch::cli {

// printable(text) with what HTML would read as markup escaped; for text and quoted attributes.
std::string html_text(std::string_view text);

// A whole document around `body`, which is HTML.
std::string html_page(std::string_view title, std::string_view language, std::string_view body);

// Rows of cells that are HTML, the first row as titles; all but the first column are aligned to the
// right.
std::string html_table(const std::vector<std::vector<std::string>>& rows);

}  // namespace skillmatch::cli
