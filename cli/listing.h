// A list of things in every format: rows that are a table for people and JSON for programs.
#pragma once

#include "output.h"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace skillmatch::cli {

std::string joined(const std::vector<std::string>& texts);

// The same rows as a table and as JSON: titles are the members' names there.
struct Listing {
  std::vector<std::string> members;
  Table table;
  nlohmann::ordered_json json = nlohmann::ordered_json::array();

  Listing(std::vector<std::string> member_names, std::vector<Column> columns)
      : members(std::move(member_names)), table(std::move(columns)) {}

  void add(std::vector<Cell> cells, const std::vector<nlohmann::ordered_json>& values) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < members.size(); ++i) object[members[i]] = values[i];
    json.push_back(std::move(object));
    table.add(std::move(cells));
  }
};

std::string render(const Listing& list, Format format, const Terminal& terminal);

}  // namespace skillmatch::cli
