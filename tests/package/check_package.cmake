# Installs BUILD below DIRECTORY, then configures, builds and runs CONSUMER against what is there.
# Everything is made anew, so that a file no longer installed is missed.
function(run what)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "${what} failed: ${failed}")
  endif()
endfunction()

file(REMOVE_RECURSE ${DIRECTORY})
set(prefix ${DIRECTORY}/prefix)
run("installing" ${CMAKE_COMMAND} --install ${BUILD} --config ${CONFIG} --prefix ${prefix})
run("the installed program" ${prefix}/${BIN}/skillmatch --version)

run("configuring" ${CMAKE_COMMAND} -S ${CONSUMER} -B ${DIRECTORY}/build -G ${GENERATOR}
  -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_FLAGS=${FLAGS} -DCMAKE_BUILD_TYPE=${CONFIG}
  -DCMAKE_PREFIX_PATH=${prefix} -DSKILLMATCH_PREFIX=${prefix} -DSKILLMATCH_VERSION=${VERSION})
run("building" ${CMAKE_COMMAND} --build ${DIRECTORY}/build --config ${CONFIG})
run("the program built on the package" ${DIRECTORY}/build/consumer)
run("the program of engine/README.md" ${DIRECTORY}/build/readme_program)

# Objects that both sides handle must not depend on the instruction set of one of them.
run("configuring for this processor" ${CMAKE_COMMAND} -S ${CONSUMER} -B ${DIRECTORY}/native
  -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_FLAGS=${FLAGS} -march=native"
  -DCMAKE_BUILD_TYPE=${CONFIG} -DCMAKE_PREFIX_PATH=${prefix} -DSKILLMATCH_PREFIX=${prefix}
  -DSKILLMATCH_VERSION=${VERSION})
run("building for this processor" ${CMAKE_COMMAND} --build ${DIRECTORY}/native --config ${CONFIG}
  --target consumer)
run("the program built for this processor" ${DIRECTORY}/native/consumer)
