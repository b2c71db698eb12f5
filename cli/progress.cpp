#include "progress.h"

#include <cmath>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include <unistd.h>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

bool can_show() {
  const char* term = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && term != nullptr && std::string_view(term) != "dumb";
}

double share_of(const io::BatchProgress& progress) {
  if (!progress.size || *progress.size == 0) return 0.0;
  return static_cast<double>(progress.consumed) / static_cast<double>(*progress.size);
}

std::string duration_text(double seconds) {
  if (seconds < 60.0) return std::to_string(std::lround(std::ceil(seconds))) + " s";
  const long minutes = std::lround(std::ceil(seconds / 60.0));
  if (minutes < 60) return std::to_string(minutes) + " min";
  return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

}  // namespace

std::string progress_text(const io::BatchProgress& progress, double seconds, double first_share) {
  const double rate = seconds > 0.0 ? static_cast<double>(progress.records) / seconds : 0.0;
  std::string text =
      grouped(progress.records) + " records  " + grouped(static_cast<std::uint64_t>(rate)) + "/s";
  const double share = share_of(progress);
  if (share <= 0.0 || share > 1.0) return text;
  text += "  " + std::to_string(std::lround(std::floor(100.0 * share))) + " %";
  if (share > first_share && seconds >= 1.0) {
    text += "  " + duration_text(seconds * (1.0 - share) / (share - first_share)) + " left";
  }
  return text;
}

ProgressLine::ProgressLine(bool quiet) : is_shown_(!quiet && can_show()) {}

void ProgressLine::show(const io::BatchProgress& progress) {
  if (!is_shown_) return;
  if (first_share_ < 0.0) {
    first_share_ = progress.records == 0 ? share_of(progress) : 0.0;
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  show(progress_text(progress, seconds, first_share_));
}

void ProgressLine::show(const std::string& text) {
  if (!is_shown_) return;
  std::cerr << "\r\x1b[K" << text << std::flush;
  is_dirty_ = true;
}

void ProgressLine::clear() {
  if (is_dirty_) std::cerr << "\r\x1b[K" << std::flush;
  is_dirty_ = false;
}

}  // namespace skillmatch::cli
