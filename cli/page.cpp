#include "page.h"

#include "page/page_files.h"

#include <iterator>

#include <boost/algorithm/hex.hpp>
#include <boost/archive/iterators/base64_from_binary.hpp>
#include <boost/archive/iterators/transform_width.hpp>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

// How a security policy names the file of page/ that it allows.
std::string allowed(std::string_view name) {
  const std::string_view digits = page_file(std::string(name) + ".sha256").substr(0, 64);
  std::string hash;
  boost::algorithm::unhex(digits, std::back_inserter(hash));
  return "'sha256-" + base64(hash) + "'";
}

std::string in_element(const std::string& element, std::string_view name) {
  return "<" + element + ">" + std::string(page_file(name)) + "</" + element + ">\n";
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string result;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string html_page(std::string_view title, std::string_view language, std::string_view body,
                      const PageFiles& files) {
  std::string policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src";
  std::string styles;
  for (const std::string_view name : files.styles) {
    policy += " " + allowed(name);
    styles += in_element("style", name);
  }
  if (!files.script.empty()) {
    policy += "; script-src " + allowed(files.script) + " 'wasm-unsafe-eval'";
  }
  std::string page = "<!DOCTYPE html>\n<html lang=\"" + html_text(language) +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"" +
                     policy +
                     "\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>" +
                     html_text(title) + "</title>\n" + styles + "</head>\n<body>\n<main>\n";
  page += body;
  page += "</main>\n";
  if (!files.script.empty()) page += in_element("script", files.script);
  return page + "</body>\n</html>\n";
}

std::string base64(std::string_view bytes) {
  using boost::archive::iterators::base64_from_binary;
  using boost::archive::iterators::transform_width;
  using Digits = base64_from_binary<transform_width<std::string_view::const_iterator, 6, 8>>;
  std::string text(Digits(bytes.begin()), Digits(bytes.end()));
  return text.append((4 - text.size() % 4) % 4, '=');
}

std::string html_table(const std::vector<HtmlColumn>& columns, std::string_view rows,
                       std::string_view attributes) {
  std::string html =
      "<div class=\"scroll\" tabindex=\"0\"><table" + std::string(attributes) + ">\n<thead><tr>";
  for (const HtmlColumn& column : columns) {
    html += "<th scope=\"col\"" +
            (column.style.empty() ? "" : " class=\"" + std::string(column.style) + "\"") + ">" +
            html_text(column.title) + "</th>";
  }
  html += "</tr></thead>\n<tbody>\n";
  html += rows;
  return html + "</tbody></table></div>\n";
}

std::string html_table(const std::vector<std::vector<std::string>>& rows) {
  std::string html = "<div class=\"scroll\"><table>\n";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const std::string cell = r == 0 ? "th" : "td";
    html += "<tr>";
    for (const std::string& content : rows[r]) {
      html += "<" + cell + (r == 0 ? " scope=\"col\">" : ">");
      html += content;
      html += "</" + cell + ">";
    }
    html += "</tr>\n";
  }
  return html + "</table></div>\n";
}

}  // namespace skillmatch::cli
