#include "output_files.h"

#include "common_options.h"

#include <utility>

namespace skillmatch::cli {

OutputFiles::OutputFiles(const Arguments& arguments,
                         std::initializer_list<std::string_view> options,
                         const std::vector<std::string>& inputs)
    : arguments_(arguments) {
  std::vector<std::pair<std::string_view, std::string>> named;
  for (const std::string_view option : options) {
    const auto path = arguments.get(option);
    if (!path) continue;
    refuse_to_replace(inputs, option, *path);
    for (const auto& [other, other_path] : named) {
      if (*path != other_path && !io::is_same_file(*path, other_path)) continue;
      throw UsageError("--" + std::string(option) + " and --" + std::string(other) +
                       " name the same file");
    }
    named.emplace_back(option, *path);
  }
}

void OutputFiles::write(std::string_view option, const std::function<void(std::ostream&)>& write) {
  const auto path = arguments_.get(option);
  if (!path) return;
  files_.push_back(std::make_unique<io::OutputFile>(*path));
  files_.back()->write(write);
}

void OutputFiles::commit() {
  for (const auto& file : files_) file->commit();
}

}  // namespace skillmatch::cli
