import type {Binary, MainPackage} from '../go/types.ts'
import type {Descriptor, Document, ImageConfig, Manifest, Platform, Repository} from '../oci/index.ts'
import type {ContainerRequest, ManifestShape} from '../request/types.ts'

/** A base image for one platform, as resolve found it. Its layers stay where they are until somebody needs them. */
export interface BaseImage {
  readonly platform: Platform
  readonly manifest: Document<Manifest>
  readonly config: Document<ImageConfig>
}

export type BaseLocation =
  | {readonly kind: 'registry'; readonly repository: Repository}
  | {readonly kind: 'layout'; readonly path: string}

/** `name` and `digest` are what the labels org.opencontainers.image.base.* say. */
export interface ResolvedBase {
  readonly name: string
  readonly digest: string
  readonly location: BaseLocation
  /** The entry that serves a target platform: an exact variant, or a lower one that it can run. */
  for(platform: Platform): BaseImage
}

/** One image to assemble: the same for every repository that it is published to. */
export interface ImageToBuild {
  /** Name within the layout (org.opencontainers.image.ref.name). */
  readonly name: string
  /** Its other names there: further tags and repositories. */
  readonly aliases: readonly string[]
  readonly mains: readonly MainPackage[]
  readonly platforms: readonly Platform[]
  readonly base: ResolvedBase | undefined
  readonly container: ContainerRequest
  /** Request labels and the ones we derive, already merged. */
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  /** The config's `created`. */
  readonly created: Date
  /** Modification time of every file in our layers. */
  readonly fileTime: Date
  readonly shape: ManifestShape
}

/** A program in an image. */
export interface InstalledProgram {
  readonly main: Pick<MainPackage, 'importPath'>
  /** Path in the image. */
  readonly destination: string
  /** Hex. */
  readonly sha256: string
  readonly size: number
}

/** A program with its place. */
export interface PlacedBinary extends Binary {
  /** Path in the image, as asked for: a base's links may lead elsewhere. */
  readonly destination: string
}

export interface AssembledPlatform {
  readonly platform: Platform
  readonly manifest: Descriptor
  readonly config: Document<ImageConfig>
  readonly layers: readonly Descriptor[]
  /** As far as it is known what a Dockerfile holds. */
  readonly binaries: readonly InstalledProgram[]
}

export interface AssembledImage {
  readonly image: ImageToBuild
  /** Of the index, or of the one manifest. */
  readonly descriptor: Descriptor
  readonly platforms: readonly AssembledPlatform[]
}
