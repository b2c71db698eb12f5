#include "output_files.h"

#include "common_options.h"

namespace skillmatch::cli {

OutputFiles::OutputFiles(const Arguments& arguments,
                         std::initializer_list<std::string_view> options,
                         const std::vector<std::string>& inputs) {
  for (const std::string_view option : options) {
    const auto path = arguments.get(option);
    if (!path) continue;
    refuse_to_replace(inputs, option, *path);
    for (const File& other : files_) {
      if (*path != other.path && !io::is_same_file(*path, other.path)) continue;
      throw UsageError("--" + std::string(option) + " and --" + std::string(other.option) +
                       " name the same file");
    }
    files_.push_back({option, *path, nullptr});
  }
}

void OutputFiles::write(std::string_view option, const std::function<void(std::ostream&)>& write) {
  for (File& file : files_) {
    if (!file.file) file.file = std::make_unique<io::OutputFile>(file.path);
  }
  for (const File& file : files_) {
    if (file.option == option) file.file->write(write);
  }
}

void OutputFiles::commit() {
  for (const File& file : files_) file.file->commit();
}

}  // namespace skillmatch::cli
