#include "json_document.h"
#include "trec.h"
#include "words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/io/feature_lists.h>
#include <skillmatch/io/file_kind.h>

namespace skillmatch::io {
namespace {

bool has_results(std::string_view line) {
  const Text text{"line", std::string(line)};
  Problems problems(text);
  try {
    const JsonDocument document = parse_json(text, problems);
    return JsonNode(document.root, problems).find("results") != nullptr;
  } catch (const InputError&) {
    return false;
  }
}

}  // namespace

FileKind kind_of(const Text& text) {
  WordLines lines(text.bytes);
  if (!lines.next()) fail_empty(text);
  need_utf8(text);
  const std::vector<std::string_view>& words = lines.words();
  if (words[0].starts_with('{')) {
    return has_results(lines.line()) ? FileKind::results : FileKind::feedback;
  }
  if (is_svmrank(text)) return FileKind::svmrank;
  if (words.size() == 4 && number_of<int>(words[3])) return FileKind::qrels;
  if (words.size() >= 6 && number_of<double>(words[4])) return FileKind::run;
  const bool has_comma = std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return word.find(',') != std::string_view::npos;
  });
  return has_comma ? FileKind::csv : FileKind::qrels;
}

}  // namespace skillmatch::io
