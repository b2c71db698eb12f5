// Ids as cells of CSV, and how many of them are not what they were.
#pragma once

#include "csv_rows.h"

#include <cstddef>
#include <string>
#include <string_view>

#include <skillmatch/io/write.h>

namespace skillmatch::io {

class WrittenCells {
 public:
  std::string of(std::string_view id) {
    std::string cell = csv_cell(id);
    cells_.split(cell);
    if (cells_[0] != id) ++changed_;
    return cell;
  }
  std::size_t changed() const noexcept { return changed_; }

 private:
  CsvCells cells_;
  std::size_t changed_ = 0;
};

}  // namespace skillmatch::io
