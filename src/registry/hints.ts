interface HintInput {
  readonly status: number
  /** The registry's codes and messages. */
  readonly text: string
  readonly registry: string
  readonly credentialOrigin: string | undefined
}

/** The likely way out of a refusal: the one thing to change. */
export function hintFor({status, text, registry, credentialOrigin}: HintInput): string | undefined {
  if (/immutable|TagAlreadyExists|ALREADY_EXISTS/i.test(text)) {
    return 'this tag exists and the registry does not let it move: choose another tag, or allow tags to change there'
  }
  switch (status) {
    case 401:
      return credentialOrigin === undefined
        ? noLoginHint(registry)
        : `the login from ${credentialOrigin} is wrong or has expired, or may not do this`
    case 403:
      return forbiddenHint(registry, credentialOrigin)
    case 404:
      return /NAME_UNKNOWN/.test(text)
        ? 'check the name; to push, some registries want the repository to be created first'
        : text === ''
          ? NO_REGISTRY
          : undefined
    case 413:
      return 'a proxy before the registry limits the size of uploads: raise its limit (nginx: client_max_body_size)'
    case 429:
      return 'the registry limits how often it is asked: log in, or run again later'
    case 400:
      return /DIGEST_INVALID/.test(text)
        ? 'the bytes were changed on their way, or the layout on disk is damaged'
        : undefined
    default:
      // None of the API's answers to what we ask: something else listens there.
      if (status < 400 || status === 405) return NO_REGISTRY
      return status >= 500 ? 'the registry failed several times: look at its status page, then run again' : undefined
  }
}

const NO_REGISTRY =
  'that is no answer of a registry: check host and port; does a proxy or a login page answer in its place?'

function forbiddenHint(registry: string, credentialOrigin: string | undefined): string {
  if (registry === 'ghcr.io') {
    return 'give the job "permissions: packages: write"; a package that exists must let this repository write (its settings, Manage Actions access)'
  }
  return credentialOrigin === undefined ? noLoginHint(registry) : `the login from ${credentialOrigin} may not do this`
}

function noLoginHint(registry: string): string {
  const login = registry === 'docker.io' ? 'docker login' : `docker login ${registry}`
  return `no login for ${registry} was found: give registry-auth, or run "${login}" before`
}
