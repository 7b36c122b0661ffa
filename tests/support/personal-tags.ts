/**
 * Tags by which exiftool tells of a clean file how its picture and sound are laid out and coded. Any other one tells of
 * a person, a place, a time or a device, or might.
 */
const LAYOUT = [
  /^(?:System|ExifTool|Composite):/,
  /^SourceFile$/,
  /^File:(?:FileType|FileTypeExtension|MIMEType|ExifByteOrder|Image(?:Width|Height)|EncodingProcess|BitsPerSample)$/,
  /^File:(?:ColorComponents|YCbCrSubSampling)$/,
  /^JFIF:(?:JFIFVersion|ResolutionUnit|[XY]Resolution)$/,
  /^Adobe:(?:DCTEncodeVersion|APP14Flags[01]|ColorTransform)$/,
  /^IFD0:Orientation$/,
  /^PNG:(?:Image(?:Width|Height)|BitDepth|ColorType|Compression|Filter|Interlace|Palette|Transparency|Gamma)$/,
  /^PNG:(?:SRGBRendering|(?:WhitePoint|Red|Green|Blue)[XY])$/,
  /^RIFF:(?:WebP_Flags|Image(?:Width|Height)|VP8Version|(?:Horizontal|Vertical)Scale|Alpha\w+|AnimationLoopCount)$/,
  /^RIFF:(?:BackgroundColor|FrameCount|Duration)$/,
  // The profile of our own: what it is of, and how it looks.
  /^ICC-header:(?:ProfileVersion|ProfileClass|ColorSpaceData|ProfileConnectionSpace|ProfileFileSignature)$/,
  /^ICC-header:(?:RenderingIntent|ConnectionSpaceIlluminant)$/,
  /^ICC_Profile:(?:MediaWhitePoint|(?:Red|Green|Blue)(?:MatrixColumn|TRC))$/,
  // Single bytes of boxes that it does read.
  /:QuickTime_(?:HEVCConfig|AV1Config|ColorRep|ChannelLayout|TrackHeader|MovieHeader|MediaHeader|VideoHeader)_0x[0-9a-f]{4}$/,
  // Boxes that exiftool can't read, of those that stay, and zeros.
  /:Unknown_(?:a1lx|a1op|alac|alis|auxi|auxl|av1C|avcC|ccst|chan|clli|colr|d263|dOps|dac3|damr|dec3|dfLa|dvcC|dvvC)$/,
  /:Unknown_(?:edts|esds|fiel|free|hvcC|imir|lsel|mdcv|mp4a|mvex|pasp|pcmC|prem|sidx|styp|tfdt|tfhd|trun|vpcC|wave|cios)$/,
  /:(?:Free|MediaData|MediaDataOffset|MediaDataSize|MajorBrand|MinorVersion|CompatibleBrands|HandlerType)$/,
  /:(?:MetaImageSize|PrimaryItemReference|ImageSpatialExtent|ImagePixelDepth|PixelAspectRatio|CleanAperture)$/,
  /:(?:AV1ConfigurationVersion|Seq\w+|HighBitDepth|TwelveBit|Chroma\w+|InitialDelaySamples|AuxiliaryImageType)$/,
  /:(?:HEVCConfigurationVersion|Gen\w+|BitDepth\w*|ConstraintIndicatorFlags|MinSpatialSegmentationIDC)$/,
  /:(?:ParallelismType|AverageFrameRate|ConstantFrameRate|NumTemporalLayers|TemporalIDNested|Rotation)$/,
  /:(?:Color(?:Profiles|Primaries)|TransferCharacteristics|MatrixCoefficients|VideoFullRangeFlag)$/,
  /:(?:MovieHeaderVersion|TimeScale|Duration|PreferredRate|PreferredVolume|MatrixStructure|NextTrackID)$/,
  /:(?:Preview(?:Time|Duration)|PosterTime|Selection(?:Time|Duration)|CurrentTime|MovieFragmentSequence)$/,
  /^Track\d+:(?:Track(?:HeaderVersion|ID|Duration|Layer|Volume)|Image(?:Width|Height)|GraphicsMode|OpColor|Balance)$/,
  /^Track\d+:(?:Media(?:HeaderVersion|TimeScale|Duration|LanguageCode)|HandlerClass|CompressorID|SourceImage\w+)$/,
  /^Track\d+:(?:[XY]Resolution|VideoFieldOrder|VideoFrameRate|AVCConfiguration|Audio\w+|OtherFormat|LayoutFlags)$/,
  /^Track\d+:(?:\w+ApertureDimensions|EncodedPixelsDimensions|PurchaseFileFormat|EncoderVersion)$/,
  /^Track\d+:(?:SampleSizes|SampleTo\w+|Sample\w+Description|SyncSampleTable|\w*TimeToSample\w*|ChunkOffset\w*)$/,
  /^Track\d+:(?:CompositionToDecodeTimelineMapping|I\w+DisposableSamples|PartialSyncSamples|CompactSampleSizes)$/,
];

/** What exiftool shows of what isn't set. */
const UNSET = /^(?:0000:00:00 00:00:00|[0 ]*)$/;

/** Tags that are there whatever they say: nothing must be set in them. */
const MUST_BE_UNSET =
  /(?:Date|Vendor|SampleDesc_0x0018)$|^ICC-header:(?:Profile(?:CMMType|DateTime|Creator|ID)|PrimaryPlatform|CMMFlags|Device\w+)$/;

/** Of exiftool's tags, as "Group:Tag" with its value, those that a clean copy must not have. */
export function personalTags(tags: Iterable<readonly [string, unknown]>): string[] {
  return [...tags].flatMap(([name, value]) => {
    if (LAYOUT.some((pattern) => pattern.test(name))) return [];
    if (name === "ICC_Profile:ProfileDescription" && /^(?:Display P3|Adobe RGB)$/.test(String(value)))
      return [];
    if (MUST_BE_UNSET.test(name) && UNSET.test(String(value))) return [];
    if (name.endsWith(":MediaLanguageCode") && value !== "und") return [`${name}: ${value}`];
    return [`${name}: ${value}`];
  });
}
