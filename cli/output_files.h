// The files that one run writes.
#pragma once

#include "command.h"

#include <functional>
#include <initializer_list>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/io/file.h>

namespace skillmatch::cli {

// All are open before any is written, so that one that cannot be leaves nothing on standard output,
// and complete before any takes its place.
class OutputFiles {
 public:
  // Throws UsageError where two of `options` name the same file, or one would replace one of
  // `inputs`, which are read.
  OutputFiles(const Arguments& arguments, std::initializer_list<std::string_view> options,
              const std::vector<std::string>& inputs);

  // Writes the file that `option`, one of the constructor's, names, if it names one.
  void write(std::string_view option, const std::function<void(std::ostream&)>& write);
  // Puts all of them in their places.
  void commit();

 private:
  struct File {
    std::string_view option;
    std::string path;
    std::unique_ptr<io::OutputFile> file;  // once the first of them is written
  };
  std::vector<File> files_;
};

}  // namespace skillmatch::cli
