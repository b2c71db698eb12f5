# find_package(skillmatch CONFIG): skillmatch::engine, and skillmatch::io for files.
include(CMakeFindDependencyMacro)
find_dependency(simdjson 3.0)
set(skillmatch_module_path "${CMAKE_MODULE_PATH}")
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
find_dependency(utf8proc MODULE)
set(CMAKE_MODULE_PATH "${skillmatch_module_path}")
unset(skillmatch_module_path)
include(${CMAKE_CURRENT_LIST_DIR}/skillmatch-targets.cmake)
