#include "append_json.h"

#include <string_view>

#include <skillmatch/io/import_report.h>

namespace skillmatch::io {
namespace {

void append_texts(std::string& out, const std::vector<std::string>& texts) {
  out += '[';
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += ", ";
    append_json_string(out, texts[i]);
  }
  out += ']';
}

void append_note(std::string& out, const ImportNote& note) {
  out += "\n    {\"kind\": ";
  append_json_string(out, note.kind);
  out += ", \"count\": ";
  append_number(out, note.count);
  out += ", \"text\": ";
  append_json_string(out, note.text);
  if (!note.examples.empty()) {
    out += ", \"examples\": ";
    append_texts(out, note.examples);
  }
  if (!note.names.empty()) {
    out += ", \"names\": [";
    std::string_view separator;
    for (const auto& [name, count] : note.names) {
      out += separator;
      separator = ", ";
      out += "{\"name\": ";
      append_json_string(out, name);
      out += ", \"count\": ";
      append_number(out, count);
      out += '}';
    }
    out += ']';
  }
  out += '}';
}

void append_notes(std::string& out, std::string_view key, const std::vector<ImportNote>& notes) {
  out += ",\n  \"";
  out += key;
  out += "\": [";
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (i > 0) out += ',';
    append_note(out, notes[i]);
  }
  out += notes.empty() ? "]" : "\n  ]";
}

}  // namespace

void write_import_report(std::ostream& out, const ImportReport& report) {
  std::string text = "{\n  \"format\": \"skillmatch/import@1\",\n  \"command\": ";
  append_json_string(text, report.command);
  text += ",\n  \"inputs\": ";
  append_texts(text, report.inputs);
  append_notes(text, "taken", report.taken);
  append_notes(text, "changed", report.changed);
  append_notes(text, "guessed", report.guessed);
  append_notes(text, "skipped", report.skipped);
  out << text << "\n}\n";
}

}  // namespace skillmatch::io
