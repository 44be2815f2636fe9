import { COLOUR_OF, TEXEL_OF } from './common.glsl.ts';
import { BEAD, GRID_PREAMBLE } from './neurons.glsl.ts';

/**
 * Neurons that take a square image, as pictures of their weights: what raises them is warm, what lowers them cool.
 * From afar they are beads. Those that are awake grow and are drawn last, above their neighbours; the last quad is
 * the picked neuron's.
 */
export const TILE_VERTEX = /* glsl */ `
${GRID_PREAMBLE}
/** How much light is missing before the wave arrives, 0 once it has passed. */
uniform float waiting;
/** How far awake tiles have grown, where 1 is their usual size. */
uniform float growth;
/** Unit vectors of the layer's plane. */
uniform vec3 right;
uniform vec3 up;
/** Half the side of a tile, in radii of a bead. */
uniform float tileShare;
/** 1: those that are awake do not grow. */
uniform float evenness;

out vec2 offset;
flat out int neuron;
/** How much of a tile it is: 0 is a bead, 1 a tile. */
flat out float tileness;
/** Half the side of what is drawn, in pixels of the drawing buffer. */
flat out float halfPx;
flat out float signal;
flat out float awake;
flat out float reach;
flat out float bloom;
flat out vec4 ring;
flat out float light;
flat out float shown;
flat out vec4 tint;

/** Sides between which beads become tiles, CSS pixels. */
const float BEAD_SIDE = 14.0;
const float TILE_SIDE = 20.0;
/** How far a tile's glow reaches, in half sides, and how much larger it gets. */
const float TILE_HALO = 0.42;
const float GROWTH = 0.4;

void main() {
  gl_Position = NOWHERE;
  int quad = gl_VertexID / 6;
  int cells = columns * rows;
  bool isPicked = quad == 2 * cells;
  neuron = isPicked ? selected - first : neuronOf(quad % cells);
  if (neuron < 0 || neuron >= count) return;
  vec4 at = texelFetch(positions, texelOf(first + neuron), 0);
  vec4 centre = projection * vec4(at.xyz, 1.0);
  if (centre.w < 0.02) return;
  float pxPerUnit = focalPx / centre.w;
  float halfSide = tileShare * at.w;
  // By the distance of their layer all are beads or tiles, so that they look alike.
  vec3 ends = texelFetch(positions, texelOf(first), 0).xyz + texelFetch(positions, texelOf(first + count - 1), 0).xyz;
  float depth = max(0.02, (projection * vec4(0.5 * ends, 1.0)).w);
  tileness = smoothstep(BEAD_SIDE, TILE_SIDE, 2.0 * halfSide * focalPx / depth / pixelRatio);

  ring = ringOf(first + neuron);
  float opacity = max(layerOpacity, ring.a);
  signal = clamp(texelFetch(values, texelOf(first + neuron), 0).r / scale, -1.0, 1.0);
  tint = colourOf(signal);
  opacity *= max(relevantLight(neuron), ring.a);
  signal *= opacity;
  tint.a *= opacity;
  awake = abs(signal) * (1.0 - waiting);
  // Only tiles, and rings around them, can cover a neighbour in their own plane.
  bool isAbove = tileness > 0.5 && max(awake, ring.a) > 0.0;
  if (!isPicked && isAbove != (quad >= cells)) return;
  bloom = neuron == predictedOutput ? opacity * bloomLight : 0.0;
  light = clarity(centre.w);
  shown = max(presence, ring.a);

  float radius = mix(at.w, halfSide * (1.0 + (1.0 - evenness) * GROWTH * growth * awake), tileness);
  halfPx = radius * pxPerUnit;
  float glowing = mix(halo, TILE_HALO, tileness);
  float ringReach = mix(0.8, 6.0 * pixelRatio / max(halfPx, 1.0), tileness);
  reach = 1.0 + max(max(glowing * abs(signal), glowing * 2.2 * bloom), ring.a * ringReach) + 1.5 / max(halfPx, 0.5);
  offset = cornerOf(gl_VertexID) * reach;
  // Beads face the viewer, tiles lie in the plane of their layer.
  vec4 facing = centre + vec4(offset * halfPx * 2.0 / viewport * centre.w, 0.0, 0.0);
  vec4 lying = projection * vec4(at.xyz + (right * offset.x + up * offset.y) * radius, 1.0);
  gl_Position = mix(facing, lying, tileness);
  if (gl_Position.w < 0.02) gl_Position = NOWHERE;
}
`;

export const TILE_FRAGMENT = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;

uniform float pixelRatio;
uniform sampler2D values;
uniform sampler2D ramp;
/** Weights of the layer, a row of pixels per neuron. */
uniform sampler2D weights;
/** Pixels in a row of the image. */
uniform int side;
/** Weight shown in full colour. */
uniform float fullWeight;
/** What they were, the change in full colour, and how far it is shown in place of the weights. */
uniform sampler2D before;
uniform float fullChange;
uniform float compared;
/** 1: all pictures are equally strong, whatever their neurons give on. */
uniform float evenness;
uniform vec3 groundColour;
uniform vec3 tileRimColour;
uniform vec3 awakeColour;
/** How strongly the pictures are shown, and those of neurons that are asleep beside the others. */
uniform float contrast;
uniform float asleep;
uniform vec3 bloomColour;
uniform float flash;
${BEAD}
in vec2 offset;
flat in int neuron;
flat in float tileness;
flat in float halfPx;
flat in float signal;
flat in float awake;
flat in float reach;
flat in float bloom;
flat in vec4 ring;
flat in float light;
flat in float shown;
flat in vec4 tint;
out vec4 result;

const float WITHOUT_INK = 0.45;
const float WITH_INK = 0.9;
const float RIM_PX = 1.2;
/** How much of the rim is seen around neurons that are asleep. */
const float FAINT_RIM = 0.6;
/** Small pictures are softened, and strengthened by as much as noise cancels out. */
const float SOFT_CONTRAST = 1.35;
/** Radius of a tile's corners, in half sides. */
const float CORNER = 0.16;
${TEXEL_OF}${COLOUR_OF}
/** What a tile shows of a pixel: 1 and -1 are full colours. */
float weightOf(int pixel) {
  ivec2 at = ivec2(pixel, neuron);
  float weight = texelFetch(weights, at, 0).r;
  float shown = weight / fullWeight;
  if (compared <= 0.0) return shown;
  return mix(shown, (weight - texelFetch(before, at, 0).r) / fullChange, compared);
}

float inkOf(int pixel) {
  return texelFetch(values, texelOf(pixel), 0).r;
}

/**
 * Means over the part of the image that this fragment covers, so that pixels' edges neither flicker nor shimmer: of
 * the weights, of the ink, and of their product. At most two by two pixels count.
 * @param middle of that part, in pixels of the image from its upper left corner
 * @param size its width and height, at most 1
 */
vec3 covered(vec2 middle, vec2 size) {
  vec2 low = middle - 0.5 * size;
  vec2 cell = floor(low);
  vec2 next = clamp((low + size - cell - 1.0) / size, 0.0, 1.0);
  vec4 area = vec4(1.0 - next.x, next.x, 1.0 - next.x, next.x) * vec4(vec2(1.0 - next.y), vec2(next.y));
  ivec2 first = clamp(ivec2(cell), ivec2(0), ivec2(side - 1));
  ivec2 last = clamp(ivec2(cell) + 1, ivec2(0), ivec2(side - 1));
  ivec4 pixel = ivec4(ivec2(first.y), ivec2(last.y)) * side + ivec4(first.x, last.x, first.x, last.x);
  vec4 weight = area * vec4(weightOf(pixel.x), weightOf(pixel.y), weightOf(pixel.z), weightOf(pixel.w));
  // A neuron that is asleep shows the same with and without ink.
  if (awake <= 0.0 || evenness > 0.5) return vec3(dot(weight, vec4(1.0)), 0.0, 0.0);
  vec4 ink = vec4(inkOf(pixel.x), inkOf(pixel.y), inkOf(pixel.z), inkOf(pixel.w));
  return vec3(dot(weight, vec4(1.0)), dot(area, ink), dot(weight, ink));
}

float strengthOf(float weight) {
  return pow(min(1.0, abs(weight)), 0.8);
}

/**
 * The weights as a picture: asleep faint, awake bright where there is ink.
 * @param size of this fragment, in pixels of the image
 */
vec3 pictureColour(vec2 size) {
  // From two pixels of the screen per pixel of the image to one.
  float soft = clamp(size.y * 2.0 - 1.0, 0.0, 1.0);
  size = clamp(mix(size, vec2(1.0), soft), 1e-3, 1.0);
  vec3 mean = covered((vec2(offset.x, -offset.y) * 0.5 + 0.5) * float(side), size);
  float gain = mix(1.0, SOFT_CONTRAST, soft);
  float weight = mean.x * gain;
  float inked = mean.z * gain;
  float wakeness = sqrt(awake);
  float strength = strengthOf(weight) * contrast;
  strength *= mix(mix(asleep, mix(WITHOUT_INK, 1.0, mean.y), wakeness), 1.0, evenness);
  vec3 colour = mix(groundColour, colourOf(weight).rgb, min(1.0, strength));
  if (awake <= 0.0 || evenness > 0.5) return colour;
  float found = wakeness * WITH_INK * strengthOf(inked);
  vec3 light = colourOf(inked).rgb;
  return mix(mix(colour, light, found), colour + light * found, glow);
}

void main() {
  // Derivatives are defined only where all fragments come by.
  vec2 dx = dFdx(offset);
  vec2 dy = dFdy(offset);
  vec2 size = 0.5 * float(side) * vec2(length(vec2(dx.x, dy.x)), length(vec2(dx.y, dy.y)));
  float corner = mix(1.0, CORNER, tileness);
  vec2 beyond = abs(offset) - (1.0 - corner);
  float outward = length(max(beyond, 0.0)) + min(max(beyond.x, beyond.y), 0.0) - corner;
  float outwardPx = outward / max(1e-6, length(vec2(dFdx(outward), dFdy(outward))));

  float body = clamp(0.5 - outwardPx, 0.0, 1.0);
  vec3 ofSign = signal < 0.0 ? tint.rgb : awakeColour;
  vec3 colour = tileness < 1.0 ? beadColour(offset, signal, tint) : groundColour;
  if (tileness > 0.0 && body > 0.0) {
    vec3 picture = pictureColour(size);
    vec3 rim = mix(tileRimColour, ofSign, sqrt(awake));
    float rimPx = RIM_PX * (1.0 + evenness * sqrt(awake)) * pixelRatio;
    float onRim = smoothstep(-0.5, 0.5, outwardPx + rimPx);
    picture = mix(picture, rim, onRim * mix(FAINT_RIM, 1.0, sqrt(awake)));
    colour = mix(colour, mix(groundColour, picture, light), tileness);
  }
  colour += flash * awake * glow * 0.4;
  float fall = max(0.0, 1.0 - outward / max(reach - 1.0, 1e-3));
  float air = outward > 0.0 ? fall * fall : 1.0;
  float halo = air * (1.0 - body) * awake * awake * mix(0.5, 0.7, tileness) * glow;
  halo = max(halo, air * air * (1.0 - body) * bloom * (1.0 - waiting) * 0.75 * mix(0.35, 1.0, glow));
  vec3 around = mix(tint.rgb, ofSign, tileness);
  vec3 outside = mix(around, bloomColour, bloom) * halo;
  float ringAt = mix(0.45 * halfPx, 3.0 * pixelRatio, tileness);
  float onRing = ring.a * (1.0 - smoothstep(0.7, 1.7, abs(outwardPx - ringAt)));
  float solid = mix(light, 1.0, max(tileness, glow));
  float lit = mix(light, 1.0, tileness);
  result = vec4(colour * body * lit + outside * light, body * solid + halo * (1.0 - glow) * light);
  result *= shown;
  result = mix(result, vec4(ring.rgb, 1.0), onRing);
}
`;
