#include "column_choice.h"
#include "csv_table.h"
#include "labels.h"
#include "people.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <skillmatch/error.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

// What people call the columns, the likeliest first.
constexpr auto kIdNames = std::to_array<std::string_view>(
    {"id",     "아이디",      "profile",    "name",     "이름",     "성명",
     "person", "candidate",   "지원자",     "후보자",   "후보",     "사번",
     "직원",   "employee",    "user",       "userid",   "username", "email",
     "이메일", "candidateid", "employeeid", "지원번호", "번호"});
constexpr auto kSkillNames = std::to_array<std::string_view>(
    {"skill",      "skills",     "스킬",         "기술",       "기술명",     "기술스택",
     "보유기술",   "역량",       "스킬명",       "has skills", "보유스킬",   "skill set",
     "my skills",  "보유역량",   "핵심기술",     "사용기술",   "technology", "technologies",
     "tech stack", "competency", "competencies", "tools",      "도구"});
constexpr auto kLevelNames = std::to_array<std::string_view>(
    {"level", "수준", "레벨", "등급", "숙련도", "proficiency", "rating", "점수", "score", "평가"});
constexpr auto kYearsNames =
    std::to_array<std::string_view>({"years", "경력", "연차", "년수", "경력년수", "기간",
                                     "사용기간", "years of experience", "experience", "경험"});

// The name in its cell; "" where there is none or it is too long for one.
std::string name_of(const CsvTable& table, std::size_t column) {
  std::string name = clean_label(table[column]);
  if (name.size() > kMaxNameBytes) name.clear();
  return name;
}

// The person of a row of their own.
std::size_t own_person(const CsvTable& table, std::optional<std::size_t> column, People& people) {
  const std::string place = table.row_place();
  if (!column) return people.new_person("line-" + std::to_string(table.line()), place);
  const std::string name = name_of(table, *column);
  return name.empty() ? people.nameless_person(table.line(), place)
                      : people.new_person(name, place);
}

// The person of each row of a long table, where a blank name below somebody's row is a merged cell.
class RowPeople {
 public:
  RowPeople(const CsvTable& table, std::optional<std::size_t> column, People& people)
      : table_(table), column_(column), people_(people) {}

  std::size_t person() {
    const std::string name = column_ ? name_of(table_, *column_) : "";
    if (!name.empty()) {
      above_ = people_.person(name, table_.row_place());
      is_below_ = true;
      return above_;
    }
    if (is_below_ && clean_label(table_[*column_]).empty()) {
      people_.continue_person(above_, table_.row_place());
      return above_;
    }
    is_below_ = false;
    return own_person(table_, column_, people_);
  }

 private:
  const CsvTable& table_;
  std::optional<std::size_t> column_;
  People& people_;
  bool is_below_ = false;  // somebody's row
  std::size_t above_ = 0;  // whose that is
};

void read_long(CsvTable& table, const std::string& id, const std::string& skill,
               ColumnChoice& choice, People& people) {
  const ProfilesOptions& options = people.options();
  const auto level = table.find(
      choice.choose({"level_column", "level", "--level-column", options.level, kLevelNames}));
  const auto years = table.find(
      choice.choose({"years_column", "years", "--years-column", options.years, kYearsNames}));
  const auto id_column = table.find(id);
  const std::size_t skills = *table.find(skill);
  RowPeople rows(table, id_column, people);
  while (table.next()) {
    people.count_row();
    if (id_column && is_blank(table[*id_column]) && is_blank(table[skills])) continue;
    const std::size_t person = rows.person();
    people.add_list(person, table[skills], level ? table[*level] : "", table.row_place(),
                    years ? table[*years] : "");
  }
}

// What a wide table's cell says of its skill; nothing where it says nothing.
std::optional<double> level_of_wide(const CsvTable& table, std::size_t column, People& people) {
  const std::string said = clean_label(table[column]);
  if (said.empty() || people.is_unknown(said)) return std::nullopt;
  if (const auto level = people.level_of(said)) return level;
  const std::string name = in_quotes(clean_label(table.names()[column]));
  return people.no_level_of(said, table.place() + "column " + name);
}

void read_wide(CsvTable& table, const std::string& id, ImportReport& report, People& people) {
  const auto id_column = table.find(id);
  std::vector<std::pair<std::size_t, SkillId>> skills;
  ImportNote others{"columns_that_are_no_skill", ""};
  for (std::size_t c = 0; c < table.names().size(); ++c) {
    if (c == id_column) continue;
    const std::string name = clean_label(table.names()[c]);
    const auto skill = name.size() > kMaxNameBytes ? std::nullopt : people.taxonomy().find(name);
    if (skill) {
      skills.emplace_back(c, *skill);
    } else if (others.add()) {
      others.examples.push_back(in_quotes(name));
    }
  }
  if (skills.empty()) {
    throw InputError(table.place() +
                     "no column looks like the skill, and none is called as a skill that the "
                     "taxonomy knows; the columns are " +
                     table.columns() + "; name one with --skill-column");
  }
  report.guessed.push_back(
      {"form",
       "took " + counted(skills.size(), "column") + " for skills and their cells for levels",
       skills.size()});
  add_note(report.skipped, std::move(others), "left out ", "column",
           " that is no skill the taxonomy knows");
  while (table.next()) {
    people.count_row();
    const std::size_t person = own_person(table, id_column, people);
    for (const auto& [column, skill] : skills) {
      const auto level = level_of_wide(table, column, people);
      if (level) people.set(person, skill, *level, table.row_place());
    }
  }
}

}  // namespace

void read_people_table(const Text& text, People& people, ImportReport& report) {
  CsvTable table(text);
  ColumnChoice choice = column_choice(table, report);
  const ProfilesOptions& options = people.options();
  const std::string id =
      choice.choose({"id_column", "person", "--id-column", options.id, kIdNames});
  if (id.empty()) {
    report.guessed.push_back(
        {"id_column", "found no column of the person, who goes by the line; --id-column names one",
         1});
  }
  const std::string skill =
      choice.choose({"skill_column", "skill", "--skill-column", options.skill, kSkillNames});
  if (skill.empty()) {
    read_wide(table, id, report, people);
  } else {
    read_long(table, id, skill, choice, people);
  }
}

}  // namespace skillmatch::io
