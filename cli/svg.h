// Charts as SVG: Debian's C++ libraries that draw charts come with a window system, and those for
// pages are scripts of megabytes, where lines, boxes and words do.
#pragma once

#include <string>
#include <string_view>

namespace skillmatch::cli {

// One chart. `style` is a class of the page's style sheet; coordinates are in the chart's own
// units, from the top left.
class Svg {
 public:
  static constexpr double kWidth = 800.0;

  // `description` is what is read out in place of the chart.
  Svg(double height, std::string_view description);
  // A bar of 100 × `height` units that is stretched to where it stands.
  static Svg bar(double height, std::string_view description);

  void line(double x1, double y1, double x2, double y2, const char* style);
  void box(double x, double y, double width, double height, const char* style);
  // `title` is shown where a pointer rests on it.
  void dot(double x, double y, double radius, const char* style, std::string_view title = {});
  // `anchor` is start, middle or end.
  void words(double x, double y, const char* anchor, std::string_view words, const char* style);
  std::string finish() const { return text_ + "</svg>\n"; }

 private:
  explicit Svg(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace skillmatch::cli
