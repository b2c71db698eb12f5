#include "tags.h"

#include "json_document.h"

#include <algorithm>
#include <optional>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

std::size_t character_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) ++size;
  return size;
}

// Adds what is not blank.
void add(std::string_view text, std::string_view before, std::vector<Tag>& tags) {
  text = trimmed(text);
  if (!text.empty()) tags.push_back({std::string(text), std::string(before)});
}

bool split_json(std::string_view cell, std::vector<Tag>& tags) {
  const Text text{"", std::string(cell)};
  Problems problems(text);
  try {
    const JsonDocument document = parse_json(text, problems);
    if (document.root.kind != JsonValue::Kind::array) return false;
    for (const JsonValue& item : document.root.items) {
      if (item.kind != JsonValue::Kind::string) return false;
    }
    for (const JsonValue& item : document.root.items) add(item.string, ", ", tags);
    return true;
  } catch (const InputError&) {
    return false;
  }
}

// The item that begins `rest`, which it is taken from: between quotes, or up to the next comma.
std::optional<std::string> take_item(std::string_view& rest) {
  std::string item;
  if (rest.empty() || (rest[0] != '\'' && rest[0] != '"')) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    item = rest.substr(0, end);
    rest.remove_prefix(end);
    return item;
  }
  const char quote = rest[0];
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == quote) {
      rest = trimmed(rest.substr(at + 1));
      return rest.empty() || rest[0] == ',' ? std::optional(item) : std::nullopt;
    }
    if (rest[at] == '\\' && at + 1 < rest.size()) ++at;
    item += rest[at];
  }
  return std::nullopt;
}

}  // namespace

std::vector<Brackets> brackets_of(std::string_view text) {
  std::vector<Brackets> found;
  std::vector<std::size_t> open;
  for (std::size_t at = text.find_first_of("()"); at != std::string_view::npos;
       at = text.find_first_of("()", at + 1)) {
    if (text[at] == '(') {
      open.push_back(at);
    } else if (!open.empty()) {
      while (!found.empty() && found.back().open > open.back()) found.pop_back();
      found.push_back({open.back(), at});
      open.pop_back();
    }
  }
  return found;
}

TagSplitter::TagSplitter(std::string_view separators, InBrackets in_brackets)
    : keeps_brackets_(in_brackets == InBrackets::keep &&
                      separators.find_first_of("()") == std::string_view::npos) {
  while (!separators.empty()) {
    const std::size_t size = character_size(separators);
    separators_.emplace_back(separators.substr(0, size));
    separators.remove_prefix(size);
  }
  separators_.emplace_back("\n");
  separators_.emplace_back("\r");
}

std::size_t TagSplitter::separator_at(std::string_view text) const noexcept {
  for (const std::string& separator : separators_) {
    if (text.starts_with(separator)) return separator.size();
  }
  return 0;
}

void TagSplitter::split(std::string_view cell, std::vector<Tag>& tags) const {
  if (split_list(cell, tags)) return;
  const std::size_t first = tags.size();
  std::size_t begin = 0;
  std::size_t behind = 0;  // the last tag
  const auto close = [&](std::size_t end) {
    const std::string_view tag = trimmed(cell.substr(begin, end - begin));
    if (tag.empty()) return;
    const auto at = static_cast<std::size_t>(tag.data() - cell.data());
    add(tag, tags.size() > first ? cell.substr(behind, at - behind) : ", ", tags);
    behind = at + tag.size();
  };
  const std::vector<Brackets> brackets =
      keeps_brackets_ ? brackets_of(cell) : std::vector<Brackets>();
  auto next = brackets.begin();
  for (std::size_t at = 0; at < cell.size();) {
    if (next != brackets.end() && at == next->open) {
      at = next->close + 1;
      ++next;
      continue;
    }
    const std::size_t size = separator_at(cell.substr(at));
    if (size == 0) {
      ++at;
      continue;
    }
    close(at);
    at += size;
    begin = at;
  }
  close(cell.size());
}

bool split_list(std::string_view cell, std::vector<Tag>& tags) {
  cell = trimmed(cell);
  if (!cell.starts_with('[') || !cell.ends_with(']') || cell.size() < 2) return false;
  if (split_json(cell, tags)) return true;
  std::string_view rest = trimmed(cell.substr(1, cell.size() - 2));
  std::vector<std::string> items;
  while (!rest.empty()) {
    auto item = take_item(rest);
    if (!item) return false;
    items.push_back(std::move(*item));
    if (!rest.empty()) rest = trimmed(rest.substr(1));
  }
  for (const std::string& item : items) add(item, ", ", tags);
  return true;
}

TagJoiner::TagJoiner(const Taxonomy& taxonomy) : taxonomy_(taxonomy) {
  const auto add_name = [&](std::string_view name) {
    const std::size_t end = name.find_first_of(" -_/.,&+");
    if (end != std::string_view::npos && end > 0) {
      first_words_.insert(name_key(name.substr(0, end)));
    }
  };
  for (const Skill& skill : taxonomy.skills()) {
    add_name(skill.name.en);
    add_name(skill.name.ko);
    for (const std::string& alias : skill.aliases) add_name(alias);
  }
}

std::size_t TagJoiner::longest_run(const std::vector<Tag>& tags, std::size_t first,
                                   std::string& joined) const {
  if (first + 1 >= tags.size() || tags[first].text.size() > kMaxNameBytes) return 1;
  if (!first_words_.contains(name_key(tags[first].text))) return 1;
  for (std::size_t size = std::min(kMostWords, tags.size() - first); size > 1; --size) {
    // As it stands (CI/CD), and with a blank (Spring, Boot).
    std::string as_it_is = tags[first].text;
    std::string with_blanks = as_it_is;
    for (std::size_t i = first + 1; i < first + size; ++i) {
      as_it_is += tags[i].before + tags[i].text;
      with_blanks += ' ' + tags[i].text;
    }
    for (std::string* name : {&with_blanks, &as_it_is}) {
      if (name->size() > kMaxNameBytes || !taxonomy_.find(*name)) continue;
      joined = std::move(*name);
      return size;
    }
  }
  return 1;
}

}  // namespace skillmatch::io
