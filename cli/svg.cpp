#include "svg.h"

#include "page.h"

#include <array>
#include <cstdio>

namespace skillmatch::cli {
namespace {

std::string coordinate(double x) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", x + 0.0);
  return text.data();
}

std::string attribute(const char* name, double x) {
  return std::string(" ") + name + "=\"" + coordinate(x) + "\"";
}

std::string styled_as(const char* style) { return std::string(" class=\"") + style + "\""; }

std::string described(std::string_view description) {
  return " role=\"img\" aria-label=\"" + html_text(description) + "\">\n";
}

}  // namespace

Svg::Svg(double height, std::string_view description)
    : text_("<svg viewBox=\"0 0 " + coordinate(kWidth) + " " + coordinate(height) + "\"" +
            described(description)) {}

Svg Svg::bar(double height, std::string_view description) {
  return Svg("<svg class=\"bar\" viewBox=\"0 0 100 " + coordinate(height) +
             "\" preserveAspectRatio=\"none\"" + described(description));
}

void Svg::line(double x1, double y1, double x2, double y2, const char* style) {
  text_ += "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) +
           attribute("y2", y2) + styled_as(style) + "/>\n";
}

void Svg::box(double x, double y, double width, double height, const char* style) {
  text_ += "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) +
           attribute("height", height) + styled_as(style) + "/>\n";
}

void Svg::dot(double x, double y, double radius, const char* style, std::string_view title) {
  text_ += "<circle" + attribute("cx", x) + attribute("cy", y) + attribute("r", radius) +
           styled_as(style) +
           (title.empty() ? "/>\n" : "><title>" + html_text(title) + "</title></circle>\n");
}

void Svg::words(double x, double y, const char* anchor, std::string_view words, const char* style) {
  text_ += "<text" + attribute("x", x) + attribute("y", y) + " text-anchor=\"" + anchor + "\"" +
           styled_as(style) + ">" + html_text(words) + "</text>\n";
}

}  // namespace skillmatch::cli
