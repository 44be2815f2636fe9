import { MOST_REACHED } from '../lens/most-reached.ts';
import { VERTEX_PREAMBLE } from './common.glsl.ts';

/** The start of a vertex shader that draws the neurons of one layer, which are a grid in a plane. */
export const GRID_PREAMBLE = /* glsl */ `
${VERTEX_PREAMBLE}
uniform int first;
uniform int count;
uniform int columns;
uniform int rows;
/** Whether the last column and the last row are the farthest away. */
uniform bvec2 isLastFarthest;
/** Value shown at full brightness. */
uniform float scale;
/** How far the brightest glow reaches, in radii. */
uniform float halo;
/** Index of the predicted output within its layer; -1 when there is none. */
uniform int predictedOutput;
uniform float focalPx;
uniform int selected;
uniform int hovered;
/** Neurons that a pixel changes most: index among all neurons, -1 for none, and sign; and how much that is shown. */
uniform vec2 reached[${MOST_REACHED}];
uniform float reachedShare;
uniform vec3 highlightColour;
/** Lower if the picked neuron is not connected to this layer. */
uniform float layerOpacity;
/** How much of the layer is shown, 0 to 1. */
uniform float presence;
uniform sampler2D thresholds;
/** Neurons that raise the answer by less have only a hint of their light. */
uniform float leastRelevance;
/** How much of the predicted output's bloom is shown. */
uniform float bloomLight;

/** How much of a neuron's light is shown, by how much it raises the answer. */
float relevantLight(int neuron) {
  return texelFetch(thresholds, texelOf(first + neuron), 0).g < leastRelevance ? 0.2 : 1.0;
}

/** Colour and opacity of the ring around a neuron: picked, pointed at, or changed by a pixel, in the colour of its sign. */
vec4 ringOf(int index) {
  if (index == selected) return vec4(highlightColour, 1.0);
  if (index == hovered) return vec4(highlightColour, 0.6);
  for (int i = 0; i < ${MOST_REACHED}; i++) {
    if (int(reached[i].x) == index) return vec4(colourOf(reached[i].y).rgb, reachedShare);
  }
  return vec4(0.0);
}

/**
 * The neuron that a quad draws: the farthest first, because there is no depth buffer. Beyond the layer's last one
 * if its last row is incomplete.
 */
int neuronOf(int quad) {
  ivec2 at = ivec2(quad % columns, quad / columns);
  if (isLastFarthest.x) at.x = columns - 1 - at.x;
  if (isLastFarthest.y) at.y = rows - 1 - at.y;
  return at.y * columns + at.x;
}
`;

/** The look of a neuron as a sphere, for fragment shaders. */
export const BEAD = /* glsl */ `
uniform vec3 restColour;
uniform vec3 rimColour;
/** 1 in the dark theme, where light adds up; 0 in the light theme. */
uniform float glow;
/** How much light is missing before the wave arrives, 0 once it has passed. */
uniform float waiting;

/**
 * Shaded like a bead: lit from the upper left, darker at the rim.
 * @param offset from the centre, in radii
 */
vec3 beadColour(vec2 offset, float signal, vec4 tint) {
  float distance = length(offset);
  float height = sqrt(max(0.0, 1.0 - distance * distance));
  float strength = abs(signal) * (1.0 - waiting);
  float shade = 0.55 + 0.45 * dot(vec3(offset, height), normalize(vec3(-0.5, 0.6, 0.62)));
  vec3 rest = mix(restColour, rimColour, pow(1.0 - height, 2.0) * 0.9) * mix(1.0, shade, mix(0.4, 0.8, glow));
  vec3 lit = tint.rgb * mix(0.75, 1.15, height) + glow * vec3(0.35) * strength * strength * height;
  // Negative values are hollow, so that they can be distinguished without colour.
  float hollow = signal < 0.0 ? smoothstep(0.55, 0.75, distance) : 1.0;
  return mix(rest, lit, tint.a * (1.0 - waiting) * hollow);
}
`;

/**
 * A layer's neurons as spheres: one quad per neuron, facing the viewer, larger if it glows. One more quad draws
 * the picked neuron again, above its neighbours.
 */
export const NEURON_VERTEX = /* glsl */ `
${GRID_PREAMBLE}
out vec2 offset;
flat out float signal;
flat out float radiusPx;
flat out float reach;
flat out float bloom;
flat out vec4 ring;
flat out float light;
flat out float shown;
flat out vec4 tint;

void main() {
  gl_Position = NOWHERE;
  int quad = gl_VertexID / 6;
  int neuron = quad == columns * rows ? selected - first : neuronOf(quad);
  if (neuron < 0 || neuron >= count) return;
  vec4 at = texelFetch(positions, texelOf(first + neuron), 0);
  ring = ringOf(first + neuron);
  float opacity = max(layerOpacity, ring.a);
  signal = clamp(texelFetch(values, texelOf(first + neuron), 0).r / scale, -1.0, 1.0);
  tint = colourOf(signal);
  opacity *= max(relevantLight(neuron), ring.a);
  signal *= opacity;
  tint.a *= opacity;
  bloom = neuron == predictedOutput ? opacity * bloomLight : 0.0;
  gl_Position = projection * vec4(at.xyz, 1.0);
  light = clarity(gl_Position.w);
  shown = max(presence, ring.a);
  radiusPx = at.w * focalPx / gl_Position.w;
  reach = 1.0 + max(max(halo * abs(signal), halo * 2.2 * bloom), ring.a * 0.8) + 1.5 / max(radiusPx, 0.5);
  offset = cornerOf(gl_VertexID) * reach;
  if (gl_Position.w < 0.02) {
    gl_Position = NOWHERE;
    return;
  }
  gl_Position.xy += offset * radiusPx * 2.0 / viewport * gl_Position.w;
}
`;

export const NEURON_FRAGMENT = /* glsl */ `
precision highp float;

uniform vec3 bloomColour;
uniform float flash;
${BEAD}
in vec2 offset;
flat in float signal;
flat in float radiusPx;
flat in float reach;
flat in float bloom;
flat in vec4 ring;
flat in float light;
flat in float shown;
flat in vec4 tint;
out vec4 result;

void main() {
  float distance = length(offset);
  float body = clamp((1.0 - distance) * radiusPx + 0.5, 0.0, 1.0);
  float strength = abs(signal) * (1.0 - waiting);
  vec3 colour = beadColour(offset, signal, tint);
  colour += flash * strength * glow * 0.4;
  float fall = max(0.0, 1.0 - (distance - 1.0) / max(reach - 1.0, 1e-3));
  float air = distance > 1.0 ? fall * fall : 1.0;
  float halo = air * (1.0 - body) * strength * strength * 0.5 * glow;
  halo = max(halo, air * air * (1.0 - body) * bloom * (1.0 - waiting) * 0.75 * mix(0.35, 1.0, glow));
  float onRing = ring.a * (1.0 - smoothstep(0.7, 1.7, abs(distance - 1.45) * radiusPx));
  vec3 outside = mix(tint.rgb, bloomColour, bloom) * halo;
  // In the dark, distance makes a bead darker, not transparent: no line shines through.
  float opacity = body * mix(light, 1.0, glow) + halo * (1.0 - glow) * light;
  result = vec4((colour * body + outside) * light, opacity) * shown;
  result = mix(result, vec4(ring.rgb, 1.0), onRing);
}
`;
