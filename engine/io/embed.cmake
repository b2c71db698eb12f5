# Writes OUTPUT, a C++ file in which built_in_file(name) gives the bytes of each of FILES.
set(arrays "")
set(cases "")
set(number 0)
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(................................................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND arrays "constexpr unsigned char kFile${number}[] = {\n${bytes}};\n")
  string(APPEND cases "  if (name == \"${name}\") {\n    return {reinterpret_cast<const char*>(kFile${number}), sizeof kFile${number}};\n  }\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "// Generated from data/ by embed.cmake.
#include \"built_in_files.h\"

namespace skillmatch::io {
namespace {

${arrays}
}  // namespace

std::string_view built_in_file(std::string_view name) {
${cases}  return {};
}

}  // namespace skillmatch::io
")
