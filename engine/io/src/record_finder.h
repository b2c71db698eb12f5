// Where one record of a stream ends, be it a line, a row, or all adjacent rows of one id.
#pragma once

#include "csv_rows.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace skillmatch::io {

enum class RecordForm : std::uint8_t { json_line, csv_row, csv_rows_of_one_id };

class RecordFinder {
 public:
  // `id_column` matters for rows of one id. The id of a row longer than `max_row_bytes` is not
  // looked at: it counts as one of the record it follows.
  RecordFinder(RecordForm form, std::size_t id_column, std::size_t max_row_bytes)
      : form_(form), id_column_(id_column), max_row_bytes_(max_row_bytes) {}

  struct End {
    std::size_t size;     // bytes of the record, with its line end
    std::uint64_t lines;  // line ends among them
    bool is_blank;        // no record at all, only white space
  };
  // `text` is what is known of the input from the record's first byte on; the same bytes and more
  // when it is asked again after nothing was found. `at_end`: there will be no more.
  std::optional<End> find(std::string_view text, bool at_end);

  // Bytes from the record's first on that surely belong to it and will not be looked at again.
  std::size_t seen() const noexcept;
  // Those bytes will be missing from the next `text`.
  void forget(std::string_view seen) noexcept;

 private:
  // The end of the row or line that begins at row_, or npos.
  std::size_t row_end(std::string_view text, bool at_end);
  std::optional<End> find_group(std::string_view text, bool at_end);
  End finish(std::size_t size, std::uint64_t lines, bool is_blank) noexcept;
  // The id of a row, in row_id_.
  void read_id(std::string_view row);

  RecordForm form_;
  std::size_t id_column_;
  std::size_t max_row_bytes_;
  std::size_t row_ = 0;        // where the row that is looked at begins
  std::size_t at_ = 0;         // up to where it was looked at
  std::size_t forgotten_ = 0;  // bytes of that row that are gone
  CsvRowEnd csv_;
  CsvCells cells_;
  bool has_id_ = false;
  std::string id_;  // of the rows so far
  std::string row_id_;
  std::uint64_t lines_ = 0;
};

}  // namespace skillmatch::io
