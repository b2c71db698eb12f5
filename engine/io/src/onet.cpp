#include "labels.h"
#include "tsv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <utility>

#include <skillmatch/error.h>
#include <skillmatch/io/file.h>
#include <skillmatch/io/onet.h>
#include <skillmatch/text.h>

namespace skillmatch::io {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Rating {
  double importance = kNone;  // IM, 1–5
  double level = kNone;       // LV, 0–7
};

struct Element {
  std::string id;    // "2.A.1.a"
  std::string name;  // "Reading Comprehension"
  std::string file;  // "Skills"
};

struct Ratings {
  std::map<std::string, std::size_t> element_numbers;  // by element id
  std::vector<Element> elements;                       // in the order read
  // By occupation code, so that companies come in SOC order whatever the files' order.
  std::map<std::string, std::map<std::size_t, Rating>> by_occupation;
};

// The 23 major groups of the Standard Occupational Classification (2018).
struct MajorGroup {
  std::string_view code;
  std::string_view en;
};
constexpr std::array kMajorGroups{
    MajorGroup{"11", "Management"},
    MajorGroup{"13", "Business and Financial Operations"},
    MajorGroup{"15", "Computer and Mathematical"},
    MajorGroup{"17", "Architecture and Engineering"},
    MajorGroup{"19", "Life, Physical, and Social Science"},
    MajorGroup{"21", "Community and Social Service"},
    MajorGroup{"23", "Legal"},
    MajorGroup{"25", "Educational Instruction and Library"},
    MajorGroup{"27", "Arts, Design, Entertainment, Sports, and Media"},
    MajorGroup{"29", "Healthcare Practitioners and Technical"},
    MajorGroup{"31", "Healthcare Support"},
    MajorGroup{"33", "Protective Service"},
    MajorGroup{"35", "Food Preparation and Serving Related"},
    MajorGroup{"37", "Building and Grounds Cleaning and Maintenance"},
    MajorGroup{"39", "Personal Care and Service"},
    MajorGroup{"41", "Sales and Related"},
    MajorGroup{"43", "Office and Administrative Support"},
    MajorGroup{"45", "Farming, Fishing, and Forestry"},
    MajorGroup{"47", "Construction and Extraction"},
    MajorGroup{"49", "Installation, Maintenance, and Repair"},
    MajorGroup{"51", "Production"},
    MajorGroup{"53", "Transportation and Material Moving"},
    MajorGroup{"55", "Military Specific"},
};

double number_in(const TsvReader& reader, std::size_t column, double least, double most) {
  const std::string_view cell = reader.cell(column);
  double value = 0.0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const bool whole = error == std::errc() && end == cell.data() + cell.size();
  if (!whole || !(value >= least && value <= most)) {
    reader.fail("the data value " + in_quotes(cell) + " is not a number from " +
                std::to_string(static_cast<int>(least)) + " to " +
                std::to_string(static_cast<int>(most)));
  }
  return value;
}

// Reads `text` if it is a rating file; returns the number of IM and LV rows, 0 for any other file.
std::size_t read_ratings(const Text& text, const std::string& file, Ratings& ratings,
                         OnetReport& report) {
  TsvReader reader(text);
  const auto code = reader.column("O*NET-SOC Code");
  const auto element = reader.column("Element ID");
  const auto name = reader.column("Element Name");
  const auto scale = reader.column("Scale ID");
  const auto value = reader.column("Data Value");
  if (!code || !element || !name || !scale || !value) return 0;
  reader.need_utf8();
  std::size_t rows = 0;
  std::size_t others = 0;
  while (reader.next()) {
    const std::string_view scale_id = reader.cell(*scale);
    const bool importance = scale_id == "IM";
    if (!importance && scale_id != "LV") {
      ++others;
      continue;
    }
    ++rows;
    const std::string element_id(reader.cell(*element));
    const std::string occupation(reader.cell(*code));
    if (name_key(occupation).empty() || occupation.starts_with('-')) {
      reader.fail(in_quotes(occupation) + " is not an occupation code such as '11-1011.00'");
    }
    if (name_key(element_id).empty() || element_id.starts_with('.')) {
      reader.fail(in_quotes(element_id) + " is not an element id such as '2.A.1.a'");
    }
    const auto [at, added] =
        ratings.element_numbers.try_emplace(element_id, ratings.elements.size());
    if (added) {
      ratings.elements.push_back({element_id, to_nfc(reader.cell(*name)), file});
      if (name_key(ratings.elements.back().name).empty()) reader.fail("the element name is empty");
    }
    Rating& rating = ratings.by_occupation[occupation][at->second];
    double& slot = importance ? rating.importance : rating.level;
    if (!std::isnan(slot)) {
      reader.fail("a second " + std::string(scale_id) + " of " + in_quotes(element_id) + " for " +
                  in_quotes(occupation) + "; keep one");
    }
    slot = importance ? number_in(reader, *value, 1.0, 5.0) : number_in(reader, *value, 0.0, 7.0);
  }
  if (rows > 0) report.other_scales += others;
  return rows;
}

std::map<std::string, std::string> read_titles(const std::filesystem::path& path) {
  const Text text = read_text(path.string());
  TsvReader reader(text);
  const auto code = reader.column("O*NET-SOC Code");
  const auto title = reader.column("Title");
  reader.need_utf8();
  if (!code || !title) reader.fail("columns 'O*NET-SOC Code' and 'Title' are needed");
  std::map<std::string, std::string> titles;
  while (reader.next()) {
    if (reader.cell(*title).empty()) continue;
    titles.emplace(reader.cell(*code), to_nfc(reader.cell(*title)));
  }
  return titles;
}

Taxonomy make_taxonomy(const std::vector<Element>& elements, const std::string& directory) {
  std::map<std::string, int> uses;  // of each name: Mathematics is both a skill and a knowledge
  for (const Element& e : elements) ++uses[name_key(e.name)];
  Taxonomy taxonomy;
  std::map<std::string, std::string> groups;  // id → file
  for (const Element& e : elements) {
    const auto [group, is_new] = groups.try_emplace(slug(e.file), e.file);
    if (is_new) taxonomy.add_group({slug(e.file), {e.file, ""}});
    if (group->second != e.file) {
      throw InputError(printable(directory) + ": the files " + in_quotes(e.file + ".txt") +
                       " and " + in_quotes(group->second + ".txt") +
                       " have names too much alike; rename one");
    }
    const std::string branch = e.id.substr(0, e.id.rfind('.'));
    auto broader = taxonomy.find_concept(branch);
    if (!broader) broader = taxonomy.add_concept({branch, {"O*NET " + branch, ""}});
    const std::string name = uses[name_key(e.name)] > 1 ? e.name + " (" + e.file + ")" : e.name;
    Skill skill{slug(name), {name, ""}, {e.id}, slug(e.file), {*broader}};
    if (const auto holder = taxonomy.holder(skill)) {
      throw InputError(printable((std::filesystem::path(directory) / e.file).string()) +
                       ".txt: the elements " + in_quotes(e.id) + " and " +
                       in_quotes(taxonomy.skill(*holder).aliases.front()) + " have one name, " +
                       in_quotes(name));
    }
    taxonomy.add_skill(std::move(skill));
  }
  return taxonomy;
}

FieldId field_of(const std::string& occupation, Catalog& catalog) {
  const std::string code = occupation.substr(0, occupation.find('-'));
  if (const auto known = catalog.find_field(code)) return *known;
  const auto group = std::find_if(kMajorGroups.begin(), kMajorGroups.end(),
                                  [&](const MajorGroup& g) { return g.code == code; });
  const std::string name = group == kMajorGroups.end() ? code : std::string(group->en);
  return catalog.add_field({code, {name, ""}, "", {}});
}

// The requirement and the level held that one rating makes, or nothing when it is incomplete.
struct Made {
  double importance;
  double required_level;
  double held_level;
};
std::optional<Made> make(const Rating& rating, OnetValue value) {
  const double x = (rating.importance - 1.0) / 4.0;
  const double y = rating.level * 5.0 / 7.0;
  switch (value) {
    case OnetValue::importance:
      if (std::isnan(x)) return std::nullopt;
      return Made{x, kMaxLevel, kMaxLevel * x};
    case OnetValue::level:
      if (std::isnan(y)) return std::nullopt;
      return Made{1.0, y, y};
    case OnetValue::both:
      if (std::isnan(x) || std::isnan(y)) return std::nullopt;
      return Made{x, y, y};
  }
  return std::nullopt;
}

}  // namespace

OnetImport import_onet(const std::string& directory, OnetValue value) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::is_directory(directory, error)) {
    throw InputError(printable(directory) +
                     ": not a directory; give the one with O*NET's text files");
  }
  std::vector<fs::path> paths;
  fs::directory_iterator entries(directory, error);
  if (error) throw InputError(printable(directory) + ": cannot be read: " + error.message());
  for (const auto& entry : entries) {
    // What cannot be looked at, such as a link to nowhere, is no rating file.
    if (entry.is_regular_file(error) && entry.path().extension() == ".txt") {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());

  OnetReport report;
  Ratings ratings;
  for (const fs::path& path : paths) {
    const std::size_t rows =
        read_ratings(read_text(path.string()), printable(path.stem().string()), ratings, report);
    if (rows == 0) continue;
    report.files.push_back(path.filename().string());
    report.rows += rows;
  }
  if (report.files.empty()) {
    throw InputError(
        printable(directory) +
        ": no rating file here; one is a .txt with the columns 'O*NET-SOC Code', "
        "'Element ID', 'Element Name', 'Scale ID' and 'Data Value', such as Skills.txt");
  }
  const fs::path titles_path = fs::path(directory) / "Occupation Data.txt";
  const auto titles = read_titles(titles_path);

  Catalog catalog(make_taxonomy(ratings.elements, directory));
  std::vector<Profile> profiles;
  for (const auto& [code, elements] : ratings.by_occupation) {
    std::vector<Requirement> requirements;
    std::vector<HeldSkill> held;
    for (const auto& [element, rating] : elements) {
      const auto made = make(rating, value);
      if (!made) {
        ++report.incomplete;
        continue;
      }
      const auto skill = static_cast<SkillId>(element);
      held.push_back({skill, made->held_level});
      if (made->importance == 0.0 || made->required_level == 0.0) {
        ++report.zero;
        continue;
      }
      requirements.push_back({skill, made->required_level, made->importance});
    }
    const auto title = titles.find(code);
    if (title == titles.end()) ++report.untitled;
    Company company{code,
                    {title == titles.end() ? code : title->second, ""},
                    field_of(code, catalog),
                    {},
                    "O*NET database, U.S. Department of Labor/ETA, CC BY 4.0; ratings rescaled"};
    catalog.add(std::move(company), std::move(requirements));
    profiles.emplace_back(code, std::move(held));
  }
  if (catalog.requirement_count() == 0) {
    throw InputError(
        printable(directory) +
        ": no rating makes a requirement; where the files have IM or LV alone, use the "
        "value 'importance' or 'level'");
  }
  return {std::move(catalog), std::move(profiles), std::move(report)};
}

}  // namespace skillmatch::io
