// Cache mounts stay on the builder from build to build. The places are those of golang's image.
export const BUILD_CACHE = '--mount=type=cache,target=/root/.cache/go-build'
export const MODULE_CACHE = '--mount=type=cache,target=/go/pkg/mod'
/** Is there only while the command runs, and leaves nothing in a layer. */
export const NETRC = '--mount=type=secret,id=netrc,target=/root/.netrc'
