#include "judged.h"

#include "output.h"

#include <array>
#include <cstdio>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

std::string with_sign(double x) { return (x < 0.0 ? "" : "+") + four_decimals(x); }

}  // namespace

void tell_unknown(const io::ResolvedFeedback& feedback, const Arguments& arguments) {
  if (feedback.own_rows > 0 && !arguments.has("quiet")) {
    tell({"judgments left out since the company is the profile's own row: " +
          grouped(feedback.own_rows)});
  }
  if (feedback.unknown.empty()) return;
  const bool is_strict = arguments.has("strict");
  if (is_strict || !arguments.has("quiet")) tell(feedback.unknown);
  if (is_strict) {
    throw InputError(grouped(feedback.unknown.size()) +
                     " ids of judgments are unknown, and --strict refuses them");
  }
  if (arguments.has("quiet")) return;
  tell({"judgments left out since nothing of that id is known: " + grouped(feedback.left_out)});
}

std::string four_decimals(double x) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4f", x + 0.0);
  return text.data();
}

std::string difference_text(const Comparison& c) {
  return with_sign(c.difference) + " [" + with_sign(c.low) + ", " + with_sign(c.high) + "]";
}

std::string p_text(double p) { return p < 0.0001 ? "< 0.0001" : four_decimals(p); }

}  // namespace skillmatch::cli
