#include "cli/hostile_catalog.h"

namespace cli_test {

const std::vector<Hostile>& hostile_texts() {
  using namespace std::string_literals;
  static const std::vector<Hostile> kTexts{
      {"\x1b[31mred\x1b[0m", "\\u{001B}[31mred\\u{001B}[0m", false},
      {"\x1b]0;title\x07", "\\u{001B}]0;title\\u{0007}", false},
      {"\u202Eevil", "\\u{202E}evil", false},
      {"\u2066isolated\u2069", "\\u{2066}isolated\\u{2069}", false},
      {"two\nlines", "two\\u{000A}lines", false},
      {"carriage\rreturn", "carriage\\u{000D}return", false},
      {"tab\tstop", "tab\\u{0009}stop", false},
      {"nul\0byte"s, "nul\\u{0000}byte", false},
      {"\u0085next\u009B31m", "\\u{0085}next\\u{009B}31m", false},
      {"line\u2028separator", "line\\u{2028}separator", false},
      {"zero\u200Bwidth", "zero\\u{200B}width", false},
      {"delete\x7F", "delete\\u{007F}", false},
      {"\"quoted\", with comma", "\"quoted\", with comma", false},
      {"semi;colon", "semi;colon", false},
      {"pipe|pipe", "pipe|pipe", false},
      {"back\\slash|", "back\\slash|", false},
      {"<script>alert(1)</script>", "<script>alert(1)</script>", false},
      {"[link](javascript:x)", "[link](javascript:x)", false},
      {"=HYPERLINK(\"http://x\")", "=HYPERLINK(\"http://x\")", true},
      {"+1+1", "+1+1", true},
      {"-2+3", "-2+3", true},
      {"@SUM(A1)", "@SUM(A1)", true},
      {"\uFF1D1+1", "\uFF1D1+1", true},
      {"-nan(x)", "-nan(x)", true},
      {"-inf", "-inf", true},
      {"-7.5", "-7.5", false},
      {"보로노이", "보로노이", false}};
  return kTexts;
}

std::string hostile_catalog_text() {
  Json taxonomy = {{"format", "skillmatch/taxonomy@1"}};
  for (const char* list : {"groups", "concepts", "skills", "attributes"}) {
    taxonomy[list] = Json::array();
  }
  Json catalog = {{"format", "skillmatch/catalog@1"},
                  {"taxonomy", nullptr},
                  {"fields", Json::array()},
                  {"companies", Json::array()}};
  const auto& texts = hostile_texts();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string& text = texts[i].text;
    const Json name = {{"en", text}, {"ko", "ko " + text}};
    taxonomy["groups"].push_back({{"id", text}, {"name", name}});
    taxonomy["concepts"].push_back({{"id", text}, {"name", name}});
    taxonomy["attributes"].push_back({{"id", text}, {"name", name}});
    taxonomy["skills"].push_back({{"id", text},
                                  {"name", name},
                                  {"aliases", {"alias " + text}},
                                  {"group", text},
                                  {"broader", {text, texts[(i + 1) % texts.size()].text}}});
    catalog["fields"].push_back({{"id", text}, {"name", name}, {"methods", {text}}});
    const std::string& before = texts[(i + texts.size() - 1) % texts.size()].text;
    catalog["companies"].push_back(
        {{"id", text},
         {"name", name},
         {"field", text},
         {"source", text},
         {"offers", {{text, 3}}},
         {"requires", {{text, {{"level", 3}, {"must", i % 2 == 1}}}, {before, 4}}}});
  }
  catalog["companies"].push_back(
      {{"id", "asks nothing\x1b"}, {"name", {{"en", "\u202E"}}}, {"requires", Json::object()}});
  catalog["taxonomy"] = taxonomy;
  return catalog.dump();
}

std::string hostile_profile_text() {
  Json profile = {{"format", "skillmatch/profile@1"}, {"id", "\x1b[2J\u202Eme|\n"}};
  const auto& texts = hostile_texts();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i % 3 > 0) profile["skills"][texts[i].text] = i % 3 + 1;  // 2 fails a must, none is unknown
    profile["wants"][texts[i].text] = 1;
  }
  return profile.dump();
}

}  // namespace cli_test
