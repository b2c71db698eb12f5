// One line of progress on a terminal, gone when the work is done.
#pragma once

#include <chrono>
#include <string>

#include <skillmatch/io/batch.h>

namespace skillmatch::cli {

class ProgressLine {
 public:
  // Shows nothing unless standard error is a terminal that can move its cursor.
  explicit ProgressLine(bool quiet);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { clear(); }

  void show(const io::BatchProgress& progress);
  void show(const std::string& text);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool is_shown_;
  bool is_dirty_ = false;
  Clock::time_point begin_ = Clock::now();
  double first_share_ = -1.0;  // of the input: what an earlier run had done
};

// "1,234,567 records  98,765/s  45 %  3 min left" after so many seconds; the share and the time
// where the input's size is known. `first_share` was done before.
std::string progress_text(const io::BatchProgress& progress, double seconds, double first_share);

}  // namespace skillmatch::cli
