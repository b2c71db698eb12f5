#include "posting_rows.h"

#include "column_choice.h"
#include "csv_table.h"
#include "labels.h"
#include "text_lines.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

using HeaderNames = std::span<const std::string_view>;

// What people call the columns, the likeliest first.
constexpr std::array<std::string_view, 15> kCompanyNames{
    "company",      "회사",        "회사명",   "기업",     "기업명",
    "업체명",       "companyname", "employer", "구인기업", "organization",
    "organisation", "고용주",      "firm",     "업체",     "org"};
constexpr std::array<std::string_view, 17> kTitleNames{
    "title",    "position", "포지션",        "공고명",   "채용공고", "채용공고명",
    "공고제목", "제목",     "직무",          "직무명",   "직책",     "job title",
    "job",      "role",     "positiontitle", "모집분야", "직종"};
constexpr auto kPostingSkillNames = std::to_array<std::string_view>(
    {"skills",     "skill",        "기술스택",   "스킬",      "기술",     "tech stack",
     "tags",       "태그",         "stack",      "필요기술",  "요구기술", "요구스킬",
     "보유기술",   "보유스킬",     "has skills", "skill set", "필요스킬", "required skills",
     "key skills", "technologies", "keywords",   "키워드"});

// The names of what holds company, title and skills in this file; "" for what it does not have.
struct Columns {
  std::string company;
  std::string title;
  std::string skills;
};

Columns choose_columns(ColumnChoice& choice, const PostingsOptions& options) {
  Columns columns;
  columns.company =
      choice.choose({"company_column", "company", "--company", options.company, kCompanyNames});
  columns.title = choice.choose({"title_column", "title", "--title", options.title, kTitleNames});
  columns.skills =
      choice.choose({"skills_column", "skills", "--skills", options.skills, kPostingSkillNames});
  if (columns.skills.empty()) choice.fail("skills", "--skills");
  if (columns.company.empty() && (columns.title.empty() || options.is_by_company)) {
    choice.fail("company", "--company");
  }
  return columns;
}

void read_table(const Text& text, const PostingsOptions& options, ImportReport& report,
                const std::function<void(const PostingRow&)>& use) {
  CsvTable table(text);
  ColumnChoice choice = column_choice(table, report);
  const Columns columns = choose_columns(choice, options);
  const auto company = table.find(columns.company);
  const auto title = table.find(columns.title);
  const std::size_t skills = *table.find(columns.skills);
  const TagSplitter splitter(options.separators);
  PostingRow row;
  while (table.next()) {
    row.company = company ? clean_label(table[*company]) : "";
    row.title = title ? clean_label(table[*title]) : "";
    row.tags.clear();
    splitter.split(table[skills], row.tags);
    row.place = table.row_place();
    use(row);
  }
}

// An id, then skills: as many cells as there are.
void read_ragged(const Text& text, const PostingsOptions& options,
                 const std::function<void(const PostingRow&)>& use) {
  CsvTable table(text, {.has_header = false, .is_ragged = true});
  const TagSplitter splitter(options.separators);
  PostingRow row;
  while (table.next()) {
    row.company = clean_label(table[0]);
    row.tags.clear();
    for (std::size_t i = 1; i < table.size(); ++i) splitter.split(table[i], row.tags);
    row.place = table.row_place();
    use(row);
  }
}

std::string label_in(const JsonNode& object, const std::string& name) {
  const JsonMember* member = name.empty() ? nullptr : object.find(name);
  if (member == nullptr || member->value.kind == JsonValue::Kind::null) return {};
  const JsonNode node(object, *member);
  if (member->value.kind == JsonValue::Kind::number) return number_text(member->value.number);
  return node.is(JsonValue::Kind::string) ? clean_label(member->value.string) : std::string();
}

// Text as in a cell, or an array of strings or of objects with a "name".
void split_member(const JsonNode& object, const std::string& name, const TagSplitter& splitter,
                  std::vector<Tag>& tags) {
  const JsonMember* member = object.find(name);
  if (member == nullptr || member->value.kind == JsonValue::Kind::null) return;
  const JsonNode node(object, *member);
  if (member->value.kind == JsonValue::Kind::string) {
    splitter.split(member->value.string, tags);
    return;
  }
  if (!node.is(JsonValue::Kind::array)) return;
  for (std::size_t i = 0; i < member->value.items.size(); ++i) {
    const JsonNode item(node, i);
    if (item.value().kind == JsonValue::Kind::object) {
      if (std::string label = label_in(item, "name"); !label.empty()) {
        tags.push_back({std::move(label), ", "});
      }
    } else if (item.is(JsonValue::Kind::string)) {
      if (std::string label = clean_label(item.value().string); !label.empty()) {
        tags.push_back({std::move(label), ", "});
      }
    }
  }
}

// Members that are missing here and there are seen in other postings.
constexpr std::size_t kRecordsLookedThrough = 1'000;

void read_json(const Text& text, const PostingsOptions& options, ImportReport& report,
               const std::function<void(const PostingRow&)>& use) {
  std::vector<std::string> names;
  std::size_t looked_through = 0;
  for_each_record(text, [&](const JsonNode& node, const std::string&) {
    if (looked_through++ >= kRecordsLookedThrough) return;
    for (const JsonMember& member : node.value().members) {
      const bool is_known = std::find(names.begin(), names.end(), member.key) != names.end();
      if (!is_known && names.size() < 1'000) names.emplace_back(member.key);
    }
  });
  if (names.empty()) return;
  const auto find = [&](std::string_view name) -> std::optional<std::string> {
    const auto exact = std::find(names.begin(), names.end(), name);
    if (exact != names.end()) return *exact;
    if (name.size() > kMaxNameBytes || find_invalid_utf8(name)) return std::nullopt;
    for (const std::string& known : names) {
      if (known.size() <= kMaxNameBytes && name_key(known) == name_key(name)) return known;
    }
    return std::nullopt;
  };
  std::string known;
  for (std::size_t i = 0; i < names.size() && i < 20; ++i) {
    known += (i == 0 ? "" : ", ") + in_quotes(names[i]);
  }
  ColumnChoice choice(printable(text.name) + ":1: ", known, find, report);
  const Columns columns = choose_columns(choice, options);
  const TagSplitter splitter(options.separators);
  for_each_record(text, [&](const JsonNode& node, const std::string& place) {
    PostingRow row{label_in(node, columns.company), label_in(node, columns.title), {}, place};
    split_member(node, columns.skills, splitter, row.tags);
    if (!node.problems().any()) use(row);
  });
}

}  // namespace

void read_posting_rows(const Text& text, const PostingsOptions& options, ImportReport& report,
                       const std::function<void(const PostingRow&)>& use) {
  if (!options.has_header) return read_ragged(text, options, use);
  if (begins_json(text.bytes)) return read_json(text, options, report, use);
  read_table(text, options, report, use);
}

}  // namespace skillmatch::io
